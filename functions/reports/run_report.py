"""A report becomes a file; `write_report` writes it, `download_report` hands it out."""

from shared.auth.permissions import Permission
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.projects.repository import ProjectRepository
from shared.domain.reports.definition import ReportFormat
from shared.domain.reports.repository import ReportRepository
from shared.domain.reports.running import KIND, begin_run
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RunReport(Request):
    """Which report of which project, and in which format, its own unless told.

    `mail` has it sent to the recipients of its schedule too, beside the times at which they get it anyway.
    """

    project_id: Identifier
    report_id: Identifier
    format: ReportFormat | None = None
    mail: bool = False


@command(
    "POST /v1/projects/{projectId}/reports/{reportId}/runs",
    permission=Permission.REPORTS_READ,
    loads=Loads(ReportRepository, "report_id", tagged=False, whole=(ProjectRepository, "project_id")),
    idempotent=True,
    errors=(FailedPrecondition,),
    status=202,
)
async def run_report(request: RunReport, ctx: CommandContext) -> OperationView:
    """Write a saved report to a file, as it stands now."""
    project = await ProjectRepository(ctx.work).get(request.project_id)
    report = await ReportRepository(ctx.work).get_of(project.id, request.report_id)
    if request.mail and report.schedule is None:
        raise FailedPrecondition("a schedule says whom it is mailed to", code="report_not_scheduled")
    mail_to = report.schedule.recipient_ids if request.mail and report.schedule else ()
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=project.id, created_by=ctx.author)
    begin_run(ctx.work, report, id=operation.id, by=ctx.author, format=request.format or report.format, mail_to=mail_to)
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
