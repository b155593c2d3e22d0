"""What was uploaded for it is attached to a task once."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.attachments import Attachment, AttachmentRepository, AttachmentView
from shared.domain.tasks.changes import tell_attachment
from shared.domain.tasks.events import TaskChange
from shared.domain.tasks.repository import TaskRepository
from shared.domain.uploads.model import UploadPurpose
from shared.domain.uploads.repository import UploadRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class AttachFile(Request):
    """Which upload, announced as `task_attachment`, to which task."""

    project_id: Identifier
    task_id: Identifier
    upload_id: Identifier


def _beside(request: AttachFile) -> list[str]:
    return [UploadRepository.path(request.upload_id), AttachmentRepository.path(request.upload_id)]


@command(
    "POST /v1/projects/{projectId}/tasks/{taskId}/attachments",
    permission=Permission.COMMENTS_WRITE,
    loads=Loads(TaskRepository, "task_id", beside=_beside, tagged=False, whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
    idempotent=True,
    status=201,
)
async def attach_file(request: AttachFile, ctx: CommandContext) -> AttachmentView:
    """Attach a file of one's own to a task."""
    tasks, uploads, attachments = TaskRepository(ctx.work), UploadRepository(ctx.work), AttachmentRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    task = await tasks.get_of(project.id, request.task_id)
    upload = await uploads.get(request.upload_id)
    theirs = upload.created_by == ctx.author or ctx.holds(Permission.COMMENTS_WRITE)
    found(upload if theirs and upload.purpose is UploadPurpose.TASK_ATTACHMENT else None, uploads.noun)
    upload.require_complete()
    if await attachments.find(upload.id) is not None:
        raise FailedPrecondition("this upload is attached already; upload the file again", code="already_attached")
    uploads.hold(upload)
    attachment = Attachment(
        id=upload.id,
        task_id=task.id,
        file_name=upload.file_name,
        content_type=upload.content_type,
        size=upload.size,
        sha256=upload.sha256,
        path=upload.path,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    attachments.add(attachment)
    tasks.save(task.with_attachment())
    tell_attachment(ctx.work, task, TaskChange.ATTACHED, by=ctx.author)
    ctx.work.about(attachmentId=attachment.id)
    return AttachmentView.of(attachment)
