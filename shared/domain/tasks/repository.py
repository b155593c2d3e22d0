"""Where tasks and their dependencies are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository, found
from shared.data.store import StoreQuery
from shared.domain.tasks.dependencies import MAX_DEPENDENCIES, DependencyGuard, TaskDependency
from shared.domain.tasks.model import Task

TASK_LIST = QueryShape(
    "tasks",
    equals=("projectId", "deleted", "status", "assigneeId", "priority", "parentId"),
    contains=("tags",),
    sorts=(("-createdAt",), ("dueAt",), ("-priorityRank",)),
    ranges=("dueAt",),
    required=("projectId",),
)
DUE_SOON = QueryShape("tasks", sorts=(("remindAt",),), ranges=("remindAt",), group=True)
DEPENDENCY_LIST = QueryShape(
    "taskDependencies", equals=("projectId", "taskId"), sorts=(("createdAt",),), required=("projectId",)
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

    async def all_of(self, project_id: str, limit: int) -> list[Task]:
        """Return the tasks of a project but those that were deleted, at most `limit`, newest first."""
        filters = TASK_LIST.filters({"projectId": project_id, "deleted": False})
        query = StoreQuery(self.collection, filters, TASK_LIST.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]


class DependencyRepository(Repository[TaskDependency]):
    """Dependencies by both their tasks."""

    collection: ClassVar[str] = "taskDependencies"
    noun: ClassVar[str] = "task_dependency"
    model = TaskDependency

    async def all_of(self, project_id: str, task_id: str | None = None) -> list[TaskDependency]:
        """Return every dependency of a project, or of one task of it, the oldest first."""
        filters = DEPENDENCY_LIST.filters({"projectId": project_id, "taskId": task_id})
        query = StoreQuery(self.collection, filters, DEPENDENCY_LIST.orders(), MAX_DEPENDENCIES)
        return [self._entity(document) for document in await self._reads.query(query)]


class DependencyGuardRepository(Repository[DependencyGuard]):
    """What guards a project's dependencies, by the project's id."""

    collection: ClassVar[str] = "dependencyGuards"
    noun: ClassVar[str] = "dependency_guard"
    model = DependencyGuard
