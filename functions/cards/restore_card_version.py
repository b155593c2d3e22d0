"""An earlier version becomes the draft again; saving it makes a version of its own."""

from shared.auth.permissions import Permission
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.events import CardChanged
from shared.domain.cards.model import VersionName
from shared.domain.cards.repository import CardRepository, CardVersionRepository, keep_change
from shared.domain.cards.schemas import CardView
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RestoreCardVersion(Request):
    """Which version: its number, a label, or `latest`."""

    card_id: Identifier
    version: VersionName


@command(
    "POST /v1/cards/{cardId}/versions/{version}/restore",
    permission=Permission.CARDS_WRITE,
    loads=Loads(CardRepository, "card_id"),
    errors=(NotFound, FailedPrecondition),
)
async def restore_card_version(request: RestoreCardVersion, ctx: CommandContext) -> CardView:
    """Make a version's content the draft."""
    cards = CardRepository(ctx.work)
    card = await cards.get(request.card_id)
    version = await CardVersionRepository(ctx.work).named(card, request.version)
    restored = card.drafted(version, at=ctx.now)
    cards.save(restored)
    ctx.work.emit(CardChanged(card_id=restored.id))
    keep_change(ctx.work, restored.id, CardChangeKind.VERSION_RESTORED, ctx.author, version=version.number)
    return CardView.of(restored)
