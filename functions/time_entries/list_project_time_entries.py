"""Who is in charge of a project sees the time that everybody booked on it."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.data.store import Filter, Operator
from shared.domain.projects.repository import ProjectRepository
from shared.domain.time_tracking.model import WorkDay
from shared.domain.time_tracking.repository import TIME_LIST, TimeEntryRepository
from shared.domain.time_tracking.schemas import TimeEntryView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListProjectTimeEntries(ListRequest):
    """Which entries of a project, from a day until another (excluded)."""

    project_id: Identifier
    task_id: Identifier | None = None
    member_id: Identifier | None = None
    day_from: WorkDay | None = None
    day_until: WorkDay | None = None


@query(
    "GET /v1/projects/{projectId}/time-entries",
    permission=Permission.TIME_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    lists=TIME_LIST,
)
async def list_project_time_entries(request: ListProjectTimeEntries, ctx: QueryContext) -> Page[TimeEntryView]:
    """List the time that was booked on a project, the latest day first."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    equals = {"createdBy": request.member_id, "projectId": project.id, "taskId": request.task_id}
    bounds = ((Operator.GREATER_OR_EQUAL, request.day_from), (Operator.LESS, request.day_until))
    ranges = [Filter("day", operator, str(bound)) for operator, bound in bounds if bound is not None]
    page = await TimeEntryRepository(ctx.reads).page(TIME_LIST, request.page(), equals, ranges)
    return page.with_items([TimeEntryView.of(entry) for entry in page.items])
