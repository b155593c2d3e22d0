"""Whether one version does better than another: two runs as a paired test; `write_version_comparison` makes it."""

from shared.auth.permissions import Permission
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.suite_runs.events import VersionComparisonRequested
from shared.domain.suite_runs.repository import SuiteRunRepository
from shared.domain.suite_runs.version_comparison import COMPARISON_KIND
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class CompareVersions(Request):
    """Which run, and which one it is held against."""

    run_id: Identifier
    before: Identifier


@command(
    "POST /v1/suite-runs/{runId}/version-comparison",
    permission=Permission.CARDS_READ,
    idempotent=True,
    loads=Loads(
        SuiteRunRepository,
        "run_id",
        beside=lambda request: [SuiteRunRepository.path(request.before)],
        tagged=False,
    ),
    errors=(NotFound, FailedPrecondition),
    status=202,
)
async def compare_versions(request: CompareVersions, ctx: CommandContext) -> OperationView:
    """Compare two runs case by case, for each model; the operation's result has effects, intervals and p-values."""
    runs = SuiteRunRepository(ctx.work)
    run, before = await runs.get(request.run_id), await runs.get(request.before)
    run.require_over()
    before.require_over()
    operation = begun(ctx.work, id=ctx.new_id(), kind=COMPARISON_KIND, subject_id=run.id, created_by=ctx.author)
    ctx.work.emit(VersionComparisonRequested(operation_id=operation.id, run_id=run.id, before=before.id))
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
