"""A copy is a card of its own: nothing that happens to either changes the other."""

from shared.auth.permissions import Permission
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.content import Name
from shared.domain.cards.events import CardChanged
from shared.domain.cards.model import DRAFT, Card, VersionName
from shared.domain.cards.repository import CardRepository, CardVersionRepository, keep_change
from shared.domain.cards.schemas import CardView
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DuplicateCard(Request):
    """Of which version, the draft unless one is named, and what the copy is called."""

    card_id: Identifier
    version: VersionName = DRAFT
    name: Name | None = None


@command(
    "POST /v1/cards/{cardId}/duplicate",
    permission=Permission.CARDS_WRITE,
    idempotent=True,
    loads=Loads(CardRepository, "card_id"),
    errors=(NotFound,),
    status=201,
)
async def duplicate_card(request: DuplicateCard, ctx: CommandContext) -> CardView:
    """Make a card of a card, or of one of its versions."""
    cards = CardRepository(ctx.work)
    card = await cards.get(request.card_id)
    number = card.number_of(request.version)
    source = await CardVersionRepository(ctx.work).named(card, str(number)) if number else card
    content = source.content if request.name is None else source.content.with_(name=request.name)
    copy = Card(id=ctx.new_id(), content=content, created_by=ctx.author, created_at=ctx.now, updated_at=ctx.now)
    cards.add(copy)
    ctx.work.emit(CardChanged(card_id=copy.id))
    keep_change(ctx.work, copy.id, CardChangeKind.CREATED, ctx.author)
    ctx.work.about(cardId=copy.id)
    return CardView.of(copy)
