"""What the figures of projects rest on."""

from pydantic import Field

from shared.data.repository import Entity


class TaskContribution(Entity):
    """What a task has added to counters, by place. The id is the task's.

    Its days are those of the zone that the tenant had when the task was counted first.
    """

    project_id: str
    zone: str
    places: dict[str, dict[str, int]] = Field(default_factory=dict)
