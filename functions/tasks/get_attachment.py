"""An attachment's content comes straight from the file store, by a URL that soon expires."""

from datetime import timedelta

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.attachments import AttachmentDownload, AttachmentRepository, AttachmentView
from shared.domain.tasks.repository import TaskRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

URL_LIFETIME = timedelta(minutes=15)


class GetAttachment(Request):
    """Which attachment of which task."""

    project_id: Identifier
    task_id: Identifier
    attachment_id: Identifier


def _attachment(request: GetAttachment) -> list[str]:
    return [AttachmentRepository.path(request.attachment_id)]


@query(
    "GET /v1/projects/{projectId}/tasks/{taskId}/attachments/{attachmentId}",
    permission=Permission.TASKS_READ,
    loads=Loads(TaskRepository, "task_id", beside=_attachment, tagged=False, whole=(ProjectRepository, "project_id")),
)
async def get_attachment(request: GetAttachment, ctx: QueryContext) -> AttachmentDownload:
    """Get an attachment and a URL that downloads it."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    task = await TaskRepository(ctx.reads).get_of(project.id, request.task_id)
    attachment = await AttachmentRepository(ctx.reads).get_of(task.id, request.attachment_id)
    url = await ctx.signed_download(attachment.path, expires_in=URL_LIFETIME, filename=attachment.file_name)
    shown = AttachmentView.of(attachment).model_dump()
    return AttachmentDownload(**shown, download_url=url, download_expires_at=ctx.now + URL_LIFETIME)
