"""Cards and sets of cases as they are searched."""

from shared.domain.cards.case_sets import CaseSet
from shared.domain.cards.model import Card
from shared.ports.search import SearchEntry, SearchText

SEARCH_KIND = "card"
CASE_SET_SEARCH_KIND = "case_set"


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


def case_set_search_entry(case_set: CaseSet) -> SearchEntry:
    """Return what a set is found by: its name first, then its tags, then its description and what its cases say."""
    content = case_set.content
    return SearchEntry(
        kind=CASE_SET_SEARCH_KIND,
        id=case_set.id,
        texts=(
            SearchText(content.name, weight=9),
            SearchText(" ".join(content.tags), weight=5),
            SearchText(content.description, weight=3),
            SearchText("\n".join(case.description for case in content.cases if case.description)),
        ),
        as_of=case_set.updated_at,
        facets={"status": case_set.status.value, "tag": content.tags},
    )
