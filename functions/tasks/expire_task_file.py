"""A file of tasks is there for a week: what lies around longer is only a danger."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.tasks.events import TaskFileExpired
from shared.domain.tasks.files import TaskFile, TaskFileRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(TaskFileExpired, external=True)
async def expire_task_file(event: TaskFileExpired, ctx: ExternalContext) -> None:
    """Delete an export of tasks, or what an import said of its rows."""

    async def read(work: UnitOfWork) -> TaskFile | None:
        return await TaskFileRepository(work).find(event.file_id)

    file = await ctx.prepare(read)
    if file is None:
        return
    await ctx.files.delete(file.path)

    async def remove(work: UnitOfWork) -> None:
        files = TaskFileRepository(work)
        left = await files.find(event.file_id)
        if left is not None:
            files.remove(left)

    await ctx.finish(remove)
