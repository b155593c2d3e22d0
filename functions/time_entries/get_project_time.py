"""Costs follow from each entry's rate on its day."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.time_tracking.booking import counted, project_paths
from shared.domain.time_tracking.schemas import Cost, ProjectTime
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetProjectTime(Request):
    """Of which project."""

    project_id: Identifier


def _counters(request: GetProjectTime) -> list[str]:
    return project_paths(request.project_id)


@query(
    "GET /v1/projects/{projectId}/time",
    permission=Permission.TIME_READ,
    loads=Loads(ProjectRepository, "project_id", beside=_counters, tagged=False),
)
async def get_project_time(request: GetProjectTime, ctx: QueryContext) -> ProjectTime:
    """Get the time that a project has taken, what it cost, and how much of the budget that is."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    counters = counted(await ctx.reads.get_many(project_paths(project.id)))
    budget = Cost(amount=project.budget.amount, currency=project.budget.currency) if project.budget else None
    return ProjectTime.of(project.id, counters, budget)
