"""Cards as they are searched."""

from shared.domain.cards.model import Card
from shared.ports.search import SearchEntry, SearchText

SEARCH_KIND = "card"


def search_entry(card: Card) -> SearchEntry:
    """Return what a card is found by: its name first, then its tags, then its description and prompt."""
    content = card.content
    return SearchEntry(
        kind=SEARCH_KIND,
        id=card.id,
        texts=(
            SearchText(content.name, weight=9),
            SearchText(" ".join(content.tags), weight=5),
            SearchText(content.description, weight=3),
            SearchText("\n".join(template for _, _, template in content.templates())),
        ),
        as_of=card.updated_at,
        facets={
            "status": card.status.value,
            "tag": content.tags,
            "provider": content.provider.provider if content.provider else (),
        },
    )
