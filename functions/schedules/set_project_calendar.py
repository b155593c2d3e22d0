"""A project's calendar says what differs from the tenant's, and what differs for some of its people."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.calendars import MAX_PEOPLE, PersonHours, WorkingCalendar, WorkingHours
from shared.domain.schedules.repository import CalendarRepository
from shared.domain.schedules.schemas import CalendarView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SetProjectCalendar(Request):
    """The hours of the project, and of people in it whose hours differ; what is left out is as in the tenant's."""

    project_id: Identifier
    hours: WorkingHours = WorkingHours()
    people: Annotated[tuple[PersonHours, ...], Field(max_length=MAX_PEOPLE)] = ()


def _calendar(request: SetProjectCalendar) -> list[str]:
    return [CalendarRepository.path(request.project_id)]


@command(
    "PUT /v1/projects/{projectId}/calendar",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(ProjectRepository, "project_id", beside=_calendar, tagged=False),
    errors=(FailedPrecondition,),
)
async def set_project_calendar(request: SetProjectCalendar, ctx: CommandContext) -> CalendarView:
    """Say when people work on a project; its dates follow once it is scheduled again."""
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    calendar = WorkingCalendar(
        id=project.id, hours=request.hours, people=request.people, updated_by=ctx.author, updated_at=ctx.now
    )
    await CalendarRepository(ctx.work).put(calendar)
    return CalendarView.of(calendar)
