"""A report is saved as what it tells; run, or mailed by its schedule, it tells how that stands then."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.reports.definition import ReportDefinition, ReportFormat
from shared.domain.reports.model import Report, ReportSchedule
from shared.domain.reports.repository import ReportRepository
from shared.domain.reports.schemas import ReportView
from shared.domain.tenants.repository import TenantRepository
from shared.errors import FailedPrecondition, InvalidInput, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title


class CreateReport(Request):
    """What of which project is told, in which format, and when to whom by mail."""

    project_id: Identifier
    name: Title
    definition: ReportDefinition
    format: ReportFormat = ReportFormat.PDF
    schedule: ReportSchedule | None = None


@command(
    "POST /v1/projects/{projectId}/reports",
    permission=Permission.REPORTS_WRITE,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    errors=(FailedPrecondition, InvalidInput),
    idempotent=True,
    status=201,
)
async def create_report(request: CreateReport, ctx: CommandContext) -> ReportView:
    """Save a report on a project's tasks or the time booked on them."""
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    if request.definition.tells_costs and not ctx.holds(Permission.RATES_MANAGE):
        raise PermissionDenied("costs tell what somebody's hours cost", code="costs_not_allowed")
    for each in request.schedule.recipient_ids if request.schedule else ():
        project.require_recipient(each)
    zone = (await TenantRepository(ctx.work).get(ctx.work.tenant_id)).time_zone
    report = Report(
        id=ctx.new_id(),
        project_id=project.id,
        name=request.name,
        definition=request.definition.consistent(),
        format=request.format,
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
    ).scheduled(request.schedule, at=ctx.now, zone=zone)
    ReportRepository(ctx.work).add(report)
    ctx.work.about(reportId=report.id)
    return ReportView.of(report)
