"""The files attached to a task."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.attachments import ATTACHMENT_LIST, AttachmentRepository, AttachmentView
from shared.domain.tasks.repository import TaskRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListAttachments(ListRequest):
    """Of which task."""

    project_id: Identifier
    task_id: Identifier


@query(
    "GET /v1/projects/{projectId}/tasks/{taskId}/attachments",
    permission=Permission.TASKS_READ,
    loads=Loads(TaskRepository, "task_id", tagged=False, whole=(ProjectRepository, "project_id")),
    lists=ATTACHMENT_LIST,
)
async def list_attachments(request: ListAttachments, ctx: QueryContext) -> Page[AttachmentView]:
    """List a task's attachments, newest first."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    task = await TaskRepository(ctx.reads).get_of(project.id, request.task_id)
    page = await AttachmentRepository(ctx.reads).page(ATTACHMENT_LIST, request.page(), {"taskId": task.id})
    return page.with_items([AttachmentView.of(attachment) for attachment in page.items])
