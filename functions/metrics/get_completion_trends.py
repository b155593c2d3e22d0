"""Whether a project gets faster: what was made and done, period by period."""

from datetime import date
from typing import Literal

from shared.auth.permissions import Permission
from shared.domain.metrics.counting import Kind
from shared.domain.metrics.figures import Span, figures_of
from shared.domain.metrics.schemas import CompletionTrends
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tenants.repository import TenantRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetCompletionTrends(Request):
    """Of which project, by what, and which days of the tenant's zone: at most 366, the last thirty unless told."""

    project_id: Identifier
    by: Literal["day", "week"] = "week"
    since: date | None = None
    until: date | None = None


@query(
    "GET /v1/projects/{projectId}/completion-trends",
    permission=Permission.PROJECTS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    runtime=Runtime.ANALYTICS,
)
async def get_completion_trends(request: GetCompletionTrends, ctx: QueryContext) -> CompletionTrends:
    """Get how many tasks of a project were made and done, and how long they took, by day or by week."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    zone = (await TenantRepository(ctx.reads).get(ctx.reads.tenant_id)).time_zone
    span = Span.of(request.since, request.until, at=ctx.now, zone=zone)
    [figures] = await figures_of(ctx.reads, Kind.PROJECT, [project.id], span)
    return CompletionTrends.of(figures, request.by)
