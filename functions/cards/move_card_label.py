"""Labels say which version is used where: whoever asks for `production` gets what it is on."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.events import CardLabelMoved
from shared.domain.cards.model import VersionLabel
from shared.domain.cards.repository import CardRepository, keep_change
from shared.domain.cards.schemas import CardView
from shared.errors import Aborted, FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class MoveCardLabel(Request):
    """Which label, and the version it goes to; `expected` is the one that it is believed to be on, 0 for none."""

    card_id: Identifier
    label: VersionLabel
    version: Annotated[int, Field(ge=1)]
    expected: Annotated[int, Field(ge=0)] | None = None


@command(
    "PUT /v1/cards/{cardId}/labels/{label}",
    permission=Permission.CARDS_PUBLISH,
    loads=Loads(CardRepository, "card_id"),
    errors=(NotFound, FailedPrecondition, Aborted),
)
async def move_card_label(request: MoveCardLabel, ctx: CommandContext) -> CardView:
    """Put a label on a version, from wherever it is."""
    cards = CardRepository(ctx.work)
    card = await cards.get(request.card_id)
    moved = card.labelled(request.label, request.version, expected=request.expected, at=ctx.now)
    cards.save(moved)
    ctx.work.emit(CardLabelMoved(card_id=moved.id, label=request.label, version=request.version))
    what = {"label": request.label, "version": request.version}
    keep_change(ctx.work, moved.id, CardChangeKind.LABEL_MOVED, ctx.author, **what)
    return CardView.of(moved)
