"""A version is the draft as it stands, kept for good."""

from shared.auth.permissions import Permission
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.events import CardVersionSaved
from shared.domain.cards.model import CardVersion, Note, version_id
from shared.domain.cards.repository import CardRepository, CardVersionRepository, keep_change
from shared.domain.cards.schemas import CardVersionView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SaveCardVersion(Request):
    """Which card, and what is to be said of the version."""

    card_id: Identifier
    note: Note = ""


@command(
    "POST /v1/cards/{cardId}/versions",
    permission=Permission.CARDS_WRITE,
    idempotent=True,
    loads=Loads(CardRepository, "card_id"),
    errors=(FailedPrecondition,),
    status=201,
)
async def save_card_version(request: SaveCardVersion, ctx: CommandContext) -> CardVersionView:
    """Save a card's draft as its next version."""
    cards = CardRepository(ctx.work)
    card = (await cards.get(request.card_id)).versioned(at=ctx.now)
    version = CardVersion(
        id=version_id(card.id, card.versions),
        card_id=card.id,
        number=card.versions,
        content=card.content,
        note=request.note,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    cards.save(card)
    CardVersionRepository(ctx.work).add(version)
    ctx.work.emit(CardVersionSaved(card_id=card.id, version=version.number))
    keep_change(ctx.work, card.id, CardChangeKind.VERSION_SAVED, ctx.author, version=version.number)
    return CardVersionView.of(version)
