"""A project that has no calendar has the tenant's."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.calendars import WorkingCalendar
from shared.domain.schedules.repository import CalendarRepository
from shared.domain.schedules.schemas import CalendarView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetProjectCalendar(Request):
    """Of which project."""

    project_id: Identifier


@query(
    "GET /v1/projects/{projectId}/calendar",
    permission=Permission.PROJECTS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
)
async def get_project_calendar(request: GetProjectCalendar, ctx: QueryContext) -> CalendarView:
    """Get what a project's calendar says itself."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    return CalendarView.of(await CalendarRepository(ctx.reads).find(project.id) or WorkingCalendar(id=project.id))
