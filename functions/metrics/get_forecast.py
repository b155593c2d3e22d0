"""The forecast as it was made last."""

from shared.auth.permissions import Permission
from shared.domain.metrics.repository import ForecastRepository
from shared.domain.metrics.schemas import ForecastView
from shared.domain.projects.repository import ProjectRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetForecast(Request):
    """Of which project."""

    project_id: Identifier


def _forecast(request: GetForecast) -> list[str]:
    return [ForecastRepository.path(request.project_id)]


@query(
    "GET /v1/projects/{projectId}/forecast",
    permission=Permission.PROJECTS_READ,
    loads=Loads(ProjectRepository, "project_id", beside=_forecast, tagged=False),
)
async def get_forecast(request: GetForecast, ctx: QueryContext) -> ForecastView:
    """Get when a project will be done, as it was forecast last."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    return ForecastView.of(await ForecastRepository(ctx.reads).get(project.id))
