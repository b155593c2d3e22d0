"""An attachment is gone at once for everybody; its content follows by event."""

from shared.auth.permissions import Permission
from shared.domain.plans.model import Quota
from shared.domain.plans.usage import Quotas
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.attachments import AttachmentRepository
from shared.domain.tasks.changes import tell_attachment
from shared.domain.tasks.events import TaskChange
from shared.domain.tasks.repository import TaskRepository
from shared.domain.uploads.events import FileDeleted
from shared.domain.uploads.repository import UploadRepository
from shared.errors import FailedPrecondition, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteAttachment(Request):
    """Which attachment of which task."""

    project_id: Identifier
    task_id: Identifier
    attachment_id: Identifier


def _beside(request: DeleteAttachment) -> list[str]:
    return [AttachmentRepository.path(request.attachment_id), UploadRepository.path(request.attachment_id)]


@command(
    "DELETE /v1/projects/{projectId}/tasks/{taskId}/attachments/{attachmentId}",
    permission=Permission.COMMENTS_WRITE,
    loads=Loads(TaskRepository, "task_id", beside=_beside, tagged=False, whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
    status=204,
)
async def delete_attachment(request: DeleteAttachment, ctx: CommandContext) -> None:
    """Delete a file that one attached oneself; for administrators, anybody's."""
    tasks, uploads, attachments = TaskRepository(ctx.work), UploadRepository(ctx.work), AttachmentRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    task = await tasks.get_of(project.id, request.task_id)
    attachment = await attachments.get_of(task.id, request.attachment_id)
    if attachment.created_by != ctx.author and not ctx.holds(Permission.COMMENTS_WRITE):
        raise PermissionDenied("somebody else attached this")
    attachments.remove(attachment)
    uploads.remove(await uploads.get(attachment.id))
    tasks.save(task.with_(attachment_count=task.attachment_count - 1))
    Quotas(ctx.work).give_back(Quota.STORAGE_BYTES, attachment.size)
    ctx.work.emit(FileDeleted(file_id=attachment.id, path=attachment.path, size=attachment.size))
    tell_attachment(ctx.work, task, TaskChange.DETACHED, by=ctx.author)
