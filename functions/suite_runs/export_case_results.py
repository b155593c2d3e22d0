"""A run's results become a file in promptfoo's shape; `write_case_result_export` writes it."""

from shared.auth.permissions import Permission
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.suite_runs.events import CaseResultExportExpired, CaseResultExportRequested
from shared.domain.suite_runs.exports import EXPORT_KIND, KEPT_FOR, CaseResultExport, CaseResultExportRepository
from shared.domain.suite_runs.repository import SuiteRunRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ExportCaseResults(Request):
    """Of which run."""

    run_id: Identifier


@command(
    "POST /v1/suite-runs/{runId}/exports",
    permission=Permission.CARDS_READ,
    idempotent=True,
    loads=Loads(SuiteRunRepository, "run_id", tagged=False),
    errors=(NotFound, FailedPrecondition),
    status=202,
)
async def export_case_results(request: ExportCaseResults, ctx: CommandContext) -> OperationView:
    """Write the results of a run that is over to a file, as promptfoo writes them."""
    run = await SuiteRunRepository(ctx.work).get(request.run_id)
    run.require_over()
    export = CaseResultExport(
        id=ctx.new_id(),
        run_id=run.id,
        created_by=ctx.author,
        created_at=ctx.now,
        expires_at=ctx.now + KEPT_FOR,
    )
    operation = begun(ctx.work, id=export.id, kind=EXPORT_KIND, subject_id=run.id, created_by=ctx.author)
    CaseResultExportRepository(ctx.work).add(export)
    ctx.work.emit(CaseResultExportRequested(export_id=export.id))
    ctx.work.emit(CaseResultExportExpired(export_id=export.id), at=export.expires_at)
    ctx.work.about(exportId=export.id)
    return OperationView.of(operation)
