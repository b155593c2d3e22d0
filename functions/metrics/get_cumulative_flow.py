"""Where work piles up shows in how the stages grow."""

from datetime import date

from shared.auth.permissions import Permission
from shared.domain.metrics.counting import Kind
from shared.domain.metrics.figures import Span, figures_of
from shared.domain.metrics.schemas import CumulativeFlow
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tenants.repository import TenantRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetCumulativeFlow(Request):
    """Of which project, and which days of the tenant's zone: at most 366, the last thirty unless told."""

    project_id: Identifier
    since: date | None = None
    until: date | None = None


@query(
    "GET /v1/projects/{projectId}/cumulative-flow",
    permission=Permission.PROJECTS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    runtime=Runtime.ANALYTICS,
)
async def get_cumulative_flow(request: GetCumulativeFlow, ctx: QueryContext) -> CumulativeFlow:
    """Get how many tasks of a project lay in each stage, day by day."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    zone = (await TenantRepository(ctx.reads).get(ctx.reads.tenant_id)).time_zone
    span = Span.of(request.since, request.until, at=ctx.now, zone=zone)
    [figures] = await figures_of(ctx.reads, Kind.PROJECT, [project.id], span)
    return CumulativeFlow.of(figures)
