"""Who follows a task: they hear of its comments, its status and its due date."""

from datetime import datetime
from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Entity, Repository
from shared.data.store import StoreQuery

MAX_WATCHES = 200
"""As many as a project has members."""

WATCH_LIST = QueryShape("watches", equals=("taskId",), sorts=(("createdAt",),), required=("taskId",))


class Watch(Entity):
    """That a member follows a task; the id follows from both, so that they follow it once."""

    task_id: str
    member_id: str
    created_at: datetime


def watch_id(task_id: str, member_id: str) -> str:
    """Return the id of a member's watch on a task."""
    return f"{task_id}:{member_id}"


class WatchRepository(Repository[Watch]):
    """Watches by task and member."""

    collection: ClassVar[str] = "watches"
    noun: ClassVar[str] = "watch"
    model = Watch

    async def members_of(self, task_id: str) -> list[str]:
        """Return who follows a task, the first first."""
        query = StoreQuery(self.collection, WATCH_LIST.filters({"taskId": task_id}), WATCH_LIST.orders(), MAX_WATCHES)
        return [self._entity(document).member_id for document in await self._reads.query(query)]
