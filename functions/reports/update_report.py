"""A report that gets another schedule is due by it from now on."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.reports.definition import ReportDefinition, ReportFormat
from shared.domain.reports.model import ReportSchedule
from shared.domain.reports.repository import ReportRepository
from shared.domain.reports.schemas import ReportView
from shared.domain.tenants.repository import TenantRepository
from shared.errors import FailedPrecondition, InvalidInput, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title


class UpdateReport(Request):
    """What changes; a definition or a schedule is replaced as a whole, and null takes the schedule away."""

    project_id: Identifier
    report_id: Identifier
    name: Title | None = None
    definition: ReportDefinition | None = None
    format: ReportFormat | None = None
    schedule: ReportSchedule | None = None


@command(
    "PATCH /v1/projects/{projectId}/reports/{reportId}",
    permission=Permission.REPORTS_WRITE,
    loads=Loads(ReportRepository, "report_id", whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition, InvalidInput),
)
async def update_report(request: UpdateReport, ctx: CommandContext) -> ReportView:
    """Change a saved report."""
    reports = ReportRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    report = await reports.get_of(project.id, request.report_id)
    if request.definition and request.definition.tells_costs and not ctx.holds(Permission.RATES_MANAGE):
        raise PermissionDenied("costs tell what somebody's hours cost", code="costs_not_allowed")
    changed = report.with_(
        name=request.name or report.name,
        definition=request.definition.consistent() if request.definition else report.definition,
        format=request.format or report.format,
        updated_at=ctx.now,
    )
    if "schedule" in request.model_fields_set:
        for each in request.schedule.recipient_ids if request.schedule else ():
            project.require_recipient(each)
        zone = (await TenantRepository(ctx.work).get(ctx.work.tenant_id)).time_zone
        changed = changed.scheduled(request.schedule, at=ctx.now, zone=zone)
    reports.save(changed)
    return ReportView.of(changed)
