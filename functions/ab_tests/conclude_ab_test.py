"""Somebody says which variant has won; a label goes to its version only where they say so too."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.ab_tests.events import AbTestConcluded, AbUnitsExpired
from shared.domain.ab_tests.model import UNITS_KEPT_FOR, Name
from shared.domain.ab_tests.repository import AbTestRepository
from shared.domain.ab_tests.schemas import AbTestView
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.events import CardLabelMoved
from shared.domain.cards.model import VersionLabel
from shared.domain.cards.repository import CardRepository, keep_change
from shared.errors import Aborted, FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Nested, Request


class LabelMove(Nested):
    """The label that goes to the winner, and the version it is believed to be on, 0 for none."""

    label: VersionLabel
    expected: Annotated[int, Field(ge=0)] | None = None


class ConcludeAbTest(Request):
    """Of which test, the variant that won, and the label that is to move to it, if any."""

    ab_test_id: Identifier
    winner: Name
    move: LabelMove | None = None


@command(
    "POST /v1/ab-tests/{abTestId}/conclude",
    permission=Permission.CARDS_PUBLISH,
    loads=Loads(AbTestRepository, "ab_test_id"),
    errors=(NotFound, FailedPrecondition, Aborted),
)
async def conclude_ab_test(request: ConcludeAbTest, ctx: CommandContext) -> AbTestView:
    """Name the winner of a stopped A/B test; everybody is shown it from now on."""
    tests = AbTestRepository(ctx.work)
    test = (await tests.get(request.ab_test_id)).concluded(request.winner, at=ctx.now)
    version = test.variant(request.winner).version
    if request.move is not None:
        cards = CardRepository(ctx.work)
        card = await cards.get(test.card_id)
        cards.save(card.labelled(request.move.label, version, expected=request.move.expected, at=ctx.now))
        ctx.work.emit(CardLabelMoved(card_id=card.id, label=request.move.label, version=version))
        what = {"label": request.move.label, "version": version}
        keep_change(ctx.work, card.id, CardChangeKind.LABEL_MOVED, ctx.author, **what)
    tests.save(test)
    ctx.work.emit(AbTestConcluded(ab_test_id=test.id, card_id=test.card_id, version=version))
    ctx.work.emit(AbUnitsExpired(ab_test_id=test.id), at=ctx.now + UNITS_KEPT_FOR)
    return AbTestView.of(test)
