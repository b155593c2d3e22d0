"""The index follows the tasks: an event tells which to look at, never what it says."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.tasks.events import TaskChanged
from shared.domain.tasks.model import Task
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tasks.searching import SEARCH_KIND, search_entry
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(TaskChanged, external=True)
async def index_task(event: TaskChanged, ctx: ExternalContext) -> None:
    """Keep what a task is found by up to date; one that was deleted is not found."""

    async def read(work: UnitOfWork) -> Task | None:
        return await TaskRepository(work).find(event.task_id)

    task = await ctx.prepare(read)
    if task is None or task.deleted:
        await ctx.search.remove(SEARCH_KIND, event.task_id)
    else:
        await ctx.search.put(search_entry(task))
