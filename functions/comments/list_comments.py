"""The comments on a project itself, or on one of its tasks."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.comment_schemas import CommentView
from shared.domain.tasks.comments import COMMENT_LIST, CommentRepository
from shared.domain.tasks.repository import TaskRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListComments(ListRequest):
    """On which project, or which task of it; `parentId` finds the replies to one comment."""

    project_id: Identifier
    task_id: Identifier | None = None
    parent_id: Identifier | None = None


def _task(request: ListComments) -> list[str]:
    return [TaskRepository.path(request.task_id)] if request.task_id else []


@query(
    "GET /v1/projects/{projectId}/comments",
    permission=Permission.TASKS_READ,
    loads=Loads(ProjectRepository, "project_id", beside=_task, tagged=False),
    lists=COMMENT_LIST,
)
async def list_comments(request: ListComments, ctx: QueryContext) -> Page[CommentView]:
    """List comments and replies, oldest first."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    subject = project.id
    if request.task_id is not None:
        subject = (await TaskRepository(ctx.reads).get_of(project.id, request.task_id)).id
    equals = {"subjectId": subject, "parentId": request.parent_id}
    page = await CommentRepository(ctx.reads).page(COMMENT_LIST, request.page(), equals)
    return page.with_items([CommentView.of(comment) for comment in page.items])
