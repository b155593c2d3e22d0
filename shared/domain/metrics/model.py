"""What the figures of projects rest on."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from shared.data.repository import Entity
from shared.model import FrozenModel


class TaskContribution(Entity):
    """What a task has added to counters, by place. The id is the task's.

    Its days are those of the zone that the tenant had when the task was counted first. It counts for nobody whose
    figures were erased.
    """

    project_id: str
    zone: str
    erased_member_id: str | None = None
    places: dict[str, dict[str, int]] = Field(default_factory=dict)


class Method(StrEnum):
    """What a forecast rests on: three-point estimates along the plan, or how many tasks were done on past days."""

    ESTIMATES = "estimates"
    THROUGHPUT = "throughput"


class TaskCriticality(FrozenModel):
    """In how many percent of the samples a task decided when the project was done."""

    task_id: str
    percent: float


class ProjectForecast(Entity):
    """When a project will be done: by when in half of the samples, in 80 and in 95 percent. The id is the project's.

    `remaining` tasks were open. `history_days` is what throughput rests on; criticality is known of estimates, at most
    of 500 tasks, the most critical first. `on_time_percent` is the share of samples that end by the project's end.
    The same `seed` gives the same forecast.
    """

    method: Method
    seed: int
    samples: int
    remaining: int
    history_days: int = 0
    p50_at: datetime
    p80_at: datetime
    p95_at: datetime
    on_time_percent: float | None
    criticality: tuple[TaskCriticality, ...] = ()
    created_by: str
    created_at: datetime
