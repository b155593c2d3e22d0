"""Which work to do first: weighted shortest job first, the cost of delay by the size of the job, with its reasons.

Cost of delay is value, time criticality and what waits, each on the scale of 1, 2, 3, 5, 8, 13, 20.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SCALE = (1, 2, 3, 5, 8, 13, 20)
VALUES = (2, 5, 8, 13)
"""Of the four priorities, the lowest first."""

_DUE = ((0, 20), (2, 13), (7, 8), (14, 5), (30, 3), (90, 2))
_WAITING = ((20, 20), (10, 13), (5, 8), (3, 5), (2, 3), (1, 2))


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do: `rank` of its priority, 0 to 3, days until it is due, and its size in minutes of work.

    `value` on the scale stands in place of the priority's.
    """

    id: str
    rank: int
    minutes: int = 0
    due_in_days: float | None = None
    critical: bool = False
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A job's cost of delay in its parts, its size in hours, and their quotient; `estimated` is whether it has a size.

    `waiting` jobs wait for this one, one behind another included.
    """

    id: str
    value: int
    time_criticality: int
    risk: int
    waiting: int
    hours: float
    estimated: bool

    @property
    def score(self) -> float:
        """The cost of delay for each hour of work."""
        return round((self.value + self.time_criticality + self.risk) / self.hours, 3)


def ranked(jobs: Sequence[Job], after: Mapping[str, Iterable[str]]) -> list[Ranked]:
    """Return jobs by what their delay costs, the dearest first; `after` names what waits for a job directly.

    What has no size is as large as the middle one of the others, or a day where none has one. A job on the critical
    path is at least as critical as one due within a week.
    """
    sizes = sorted(job.minutes for job in jobs if job.minutes > 0)
    usual = sizes[len(sizes) // 2] if sizes else 8 * 60
    there = {job.id for job in jobs}
    found: list[Ranked] = []
    for job in jobs:
        waiting = len(_behind(job.id, after) & there)
        urgency = 1 if job.due_in_days is None else next((each for days, each in _DUE if job.due_in_days <= days), 1)
        found.append(
            Ranked(
                job.id,
                VALUES[job.rank] if job.value is None else job.value,
                max(urgency, 8) if job.critical else urgency,
                next((each for number, each in _WAITING if waiting >= number), 1),
                waiting,
                max(job.minutes or usual, 15) / 60,
                job.minutes > 0,
            )
        )
    return sorted(found, key=lambda each: (-each.score, each.id))


def _behind(id: str, after: Mapping[str, Iterable[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(after.get(id, ()))
    while waiting:
        each = waiting.pop()
        if each not in seen and each != id:
            seen.add(each)
            waiting += after.get(each, ())
    return seen
