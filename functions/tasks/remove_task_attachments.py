"""A deleted task's attachments go for good once nobody is expected to restore it."""

from shared.domain.plans.model import Quota
from shared.domain.plans.usage import Quotas
from shared.domain.tasks.attachments import AttachmentRepository
from shared.domain.tasks.events import TaskDeletionFinal
from shared.domain.tasks.repository import TaskRepository
from shared.domain.uploads.events import FileDeleted
from shared.domain.uploads.repository import UploadRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(TaskDeletionFinal)
async def remove_task_attachments(event: TaskDeletionFinal, ctx: SubscriberContext) -> None:
    """Delete the attachments of a task that is deleted since then; one restored in between keeps them."""
    tasks, uploads, attachments = TaskRepository(ctx.work), UploadRepository(ctx.work), AttachmentRepository(ctx.work)
    task = await tasks.find(event.task_id)
    if task is None or task.deleted_at != event.deleted_at or not task.attachment_count:
        return
    attached = await attachments.all_of(task.id)
    await uploads.get_many([each.id for each in attached])
    for each in attached:
        attachments.remove(each)
        uploads.remove(await uploads.get(each.id))
        ctx.work.emit(FileDeleted(file_id=each.id, path=each.path, size=each.size))
    tasks.save(task.with_(attachment_count=0))
    Quotas(ctx.work).give_back(Quota.STORAGE_BYTES, sum(each.size for each in attached))
