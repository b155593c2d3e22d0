"""What was done in a project: who did what, when, and to which task; never what it said."""

from datetime import datetime
from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Entity, Repository
from shared.model import View

ACTIVITY_LIST = QueryShape("activities", equals=("projectId", "taskId"), sorts=(("-createdAt",),))


class Activity(Entity):
    """One thing that was done, such as `task.edited` with the names of the fields; the id is its event's."""

    project_id: str
    task_id: str | None = None
    actions: tuple[str, ...]
    fields: tuple[str, ...] = ()
    values: dict[str, str]
    created_by: str
    created_at: datetime


class ActivityView(View):
    """One thing that was done; `values` are the statuses and the ids of what else it was about.

    `created_by_name` is None for who left the tenant, and for programs.
    """

    id: str
    project_id: str
    task_id: str | None
    actions: tuple[str, ...]
    fields: tuple[str, ...]
    values: dict[str, str]
    created_by: str
    created_by_name: str | None
    created_at: datetime

    @classmethod
    def named(cls, activity: Activity, name: str | None) -> "ActivityView":
        """Return an activity with the name of whoever did it."""
        own = {key: getattr(activity, key) for key in Activity.model_fields}
        return cls(**own, created_by_name=name)


class ActivityRepository(Repository[Activity]):
    """Activities of every project."""

    collection: ClassVar[str] = "activities"
    noun: ClassVar[str] = "activity"
    model = Activity
