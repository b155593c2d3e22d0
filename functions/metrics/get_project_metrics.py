"""A project in numbers, from counters that events keep: the cost is the same for ten tasks and for ten thousand."""

from datetime import date

from shared.auth.permissions import Permission
from shared.domain.metrics.figures import Span
from shared.domain.metrics.schemas import WorkMetrics
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tenants.repository import TenantRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.dashboards import project_dashboard
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetProjectMetrics(Request):
    """Of which project, and which days of the tenant's zone: at most 366, the last thirty unless told."""

    project_id: Identifier
    since: date | None = None
    until: date | None = None


@query(
    "GET /v1/projects/{projectId}/metrics",
    permission=Permission.PROJECTS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    runtime=Runtime.ANALYTICS,
)
async def get_project_metrics(request: GetProjectMetrics, ctx: QueryContext) -> WorkMetrics:
    """Get what a project's tasks come to today, and how fast they were done."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    zone = (await TenantRepository(ctx.reads).get(ctx.reads.tenant_id)).time_zone
    span = Span.of(request.since, request.until, at=ctx.now, zone=zone)
    return await ctx.cached(project_dashboard(ctx.reads, project.id, span))
