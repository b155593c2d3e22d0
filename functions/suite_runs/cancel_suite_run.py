"""Nobody wants a run's results any more."""

from shared.auth.permissions import Permission
from shared.domain.operations.transitions import cancelled
from shared.domain.suite_runs.model import SuiteRunStatus
from shared.domain.suite_runs.repository import SuiteRunRepository
from shared.domain.suite_runs.schemas import SuiteRunView
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class CancelSuiteRun(Request):
    """Which run."""

    run_id: Identifier


@command(
    "POST /v1/suite-runs/{runId}/cancel",
    permission=Permission.CARDS_RUN,
    loads=Loads(SuiteRunRepository, "run_id", tagged=False),
    errors=(NotFound, FailedPrecondition),
)
async def cancel_suite_run(request: CancelSuiteRun, ctx: CommandContext) -> SuiteRunView:
    """Cancel a run; what was done is kept, calls under way are still counted."""
    runs = SuiteRunRepository(ctx.work)
    run = await runs.get(request.run_id)
    await cancelled(ctx.work, run.id)
    ended = run.ended(SuiteRunStatus.CANCELLED)
    if ended != run:
        runs.save(ended)
    return SuiteRunView.of(ended)
