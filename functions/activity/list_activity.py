"""What was done lately; a moment ago's may not be there yet."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.activity.model import ACTIVITY_LIST, ActivityRepository, ActivityView
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListActivity(ListRequest):
    """Of which project, or of which task of it."""

    project_id: Identifier
    task_id: Identifier | None = None


def _task(request: ListActivity) -> list[str]:
    return [TaskRepository.path(request.task_id)] if request.task_id else []


@query(
    "GET /v1/projects/{projectId}/activity",
    permission=Permission.TASKS_READ,
    loads=Loads(ProjectRepository, "project_id", beside=_task, tagged=False),
    lists=ACTIVITY_LIST,
)
async def list_activity(request: ListActivity, ctx: QueryContext) -> Page[ActivityView]:
    """List what was done in a project, or with a task wherever it was then, newest first."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    equals = {"projectId": project.id}
    if request.task_id is not None:
        equals = {"taskId": (await TaskRepository(ctx.reads).get_of(project.id, request.task_id)).id}
    page = await ActivityRepository(ctx.reads).page(ACTIVITY_LIST, request.page(), equals)
    people = sorted({each.created_by for each in page.items})
    members = await MemberRepository(ctx.reads).get_many(people)
    names = {member.id: member.display_name for member in members if member is not None}
    return page.with_items([ActivityView.named(each, names.get(each.created_by)) for each in page.items])
