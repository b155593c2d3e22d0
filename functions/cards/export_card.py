"""A card as YAML, to keep beside the program that uses it."""

from shared.auth.permissions import Permission
from shared.domain.cards.documents import to_yaml
from shared.domain.cards.model import DRAFT, VersionName
from shared.domain.cards.repository import CardRepository, CardVersionRepository
from shared.errors import NotFound
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class ExportCard(Request):
    """Of which version, the draft unless one is named."""

    card_id: Identifier
    version: VersionName = DRAFT


class ExportedCard(FrozenModel):
    """A card's content as YAML; `import_card` takes it back."""

    yaml: str


@query(
    "GET /v1/cards/{cardId}/export",
    permission=Permission.CARDS_READ,
    loads=Loads(CardRepository, "card_id", tagged=False),
    errors=(NotFound,),
)
async def export_card(request: ExportCard, ctx: QueryContext) -> ExportedCard:
    """Get a card's content as YAML."""
    card = await CardRepository(ctx.reads).get(request.card_id)
    number = card.number_of(request.version)
    source = await CardVersionRepository(ctx.reads).named(card, str(number)) if number else card
    return ExportedCard(yaml=to_yaml(source.content))
