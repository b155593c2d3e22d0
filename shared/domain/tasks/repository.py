"""Where tasks and their dependencies are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository, found
from shared.domain.tasks.model import Task

TASK_LIST = QueryShape(
    "tasks",
    equals=("projectId", "deleted", "status", "assigneeId", "priority", "parentId"),
    contains=("tags",),
    sorts=(("-createdAt",), ("dueAt",), ("-priorityRank",)),
    ranges=("dueAt",),
    required=("projectId",),
)


class TaskRepository(Repository[Task]):
    """Tasks by id; those that were deleted only by `find_of`."""

    collection: ClassVar[str] = "tasks"
    noun: ClassVar[str] = "task"
    model = Task

    async def find_of(self, project_id: str, id: str) -> Task:
        """Return a task of a project, deleted or not; raise NotFound for another project's."""
        task = await self.find(id)
        return found(task if task and task.project_id == project_id else None, self.noun)

    async def get_of(self, project_id: str, id: str) -> Task:
        """Return a task of a project; raise NotFound for another project's, and for one that was deleted."""
        task = await self.find_of(project_id, id)
        return found(None if task.deleted else task, self.noun)
