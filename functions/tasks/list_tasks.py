"""The tasks of a project, with the names that a list shows."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.data.store import Filter, Operator
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.model import Moment, Priority
from shared.domain.tasks.repository import TASK_LIST, TaskRepository
from shared.domain.tasks.schemas import TaskListItem
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListTasks(ListRequest):
    """Which tasks: those due within a range (`dueUntil` excluded) are sorted by when they are due."""

    project_id: Identifier
    status: Identifier | None = None
    assignee_id: Identifier | None = None
    priority: Priority | None = None
    parent_id: Identifier | None = None
    tag: Identifier | None = None
    due_from: Moment | None = None
    due_until: Moment | None = None


@query(
    "GET /v1/projects/{projectId}/tasks",
    permission=Permission.TASKS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    lists=TASK_LIST,
)
async def list_tasks(request: ListTasks, ctx: QueryContext) -> Page[TaskListItem]:
    """List a project's tasks, newest first."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    equals = {
        "projectId": project.id,
        "deleted": False,
        "status": request.status,
        "assigneeId": request.assignee_id,
        "priority": request.priority,
        "parentId": request.parent_id,
        "tags": request.tag,
    }
    bounds = ((Operator.GREATER_OR_EQUAL, request.due_from), (Operator.LESS, request.due_until))
    ranges = [Filter("dueAt", operator, bound) for operator, bound in bounds if bound is not None]
    page = await TaskRepository(ctx.reads).page(TASK_LIST, request.page(), equals, ranges)
    assignees = sorted({task.assignee_id for task in page.items if task.assignee_id is not None})
    members = await MemberRepository(ctx.reads).get_many(assignees)
    names = {member.id: member.display_name for member in members if member is not None}
    return page.with_items(
        [TaskListItem.named(task, project.name, names.get(task.assignee_id or "")) for task in page.items]
    )
