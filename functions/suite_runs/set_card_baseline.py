"""The run that a card's next ones are held against."""

from shared.auth.permissions import Permission
from shared.domain.cards.repository import CardRepository
from shared.domain.suite_runs.model import Baseline, SuiteRunStatus
from shared.domain.suite_runs.repository import BaselineRepository, SuiteRunRepository
from shared.domain.suite_runs.schemas import BaselineView
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SetCardBaseline(Request):
    """Of which card, and which of its runs."""

    card_id: Identifier
    run_id: Identifier


@command(
    "PUT /v1/cards/{cardId}/baseline",
    permission=Permission.CARDS_PUBLISH,
    loads=Loads(CardRepository, "card_id", tagged=False),
    errors=(NotFound, FailedPrecondition),
)
async def set_card_baseline(request: SetCardBaseline, ctx: CommandContext) -> BaselineView:
    """Hold a card's next runs against one that is completed."""
    run = await SuiteRunRepository(ctx.work).get(request.run_id)
    if run.card_id != request.card_id:
        raise NotFound("the card has no such run", code="suite_run_not_found")
    if run.status is not SuiteRunStatus.COMPLETED:
        raise FailedPrecondition("only a completed run can be the baseline", code="suite_run_not_completed")
    baseline = Baseline(id=request.card_id, run_id=run.id, repeats=run.repeats, set_by=ctx.author, set_at=ctx.now)
    await BaselineRepository(ctx.work).put(baseline)
    return BaselineView.of(baseline)
