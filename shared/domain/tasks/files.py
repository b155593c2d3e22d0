"""Files that are made of a project's tasks: what an import says of its rows, and exports. They are kept for a while."""

from datetime import datetime, timedelta
from typing import ClassVar

from shared.data.repository import Entity, Repository, found
from shared.ports.files import FileRef

KEPT_FOR = timedelta(days=7)


class TaskFile(Entity):
    """A file on its way; the id is its operation's. `file` is there once it is written."""

    project_id: str
    name: str
    content_type: str
    file: FileRef | None = None
    created_by: str
    created_at: datetime
    expires_at: datetime

    @property
    def path(self) -> str:
        """Where it is written among the tenant's files."""
        return f"task-files/{self.id}"


class TaskFileRepository(Repository[TaskFile]):
    """Files of tasks by the id of their operation."""

    collection: ClassVar[str] = "taskFiles"
    noun: ClassVar[str] = "task_file"
    model = TaskFile

    async def get_of(self, project_id: str, id: str, *, at: datetime) -> TaskFile:
        """Return a project's file; raise NotFound for another's, and once its time is over."""
        file = await self.find(id)
        there = file is not None and file.project_id == project_id and at < file.expires_at
        return found(file if there else None, self.noun)
