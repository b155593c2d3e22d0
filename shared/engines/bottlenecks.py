"""Who holds up a plan: how critical what they have to do is, how busy they are, and how long it has waited for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Queued:
    """An open task of somebody: how critical, 0 to 1, and for how many days it has waited to be begun, if it does."""

    person: str
    task: str
    criticality: float
    waited_days: float | None


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """Somebody's tasks, how critical these are on average, load by capacity, and the mean age in days of what waits."""

    person: str
    tasks: int
    waiting: int
    criticality: float
    utilisation: float
    queue_days: float
    most_critical: str

    @property
    def score(self) -> float:
        """The product of the three; a day is counted more, so that what came today counts too."""
        return round(self.criticality * self.utilisation * (1 + self.queue_days), 3)


def bottlenecks(queue: Sequence[Queued], loads: Mapping[str, tuple[int, int]]) -> list[Bottleneck]:
    """Return who holds up anything, the worst first; `loads` are planned and possible minutes."""
    people: dict[str, list[Queued]] = {}
    for each in queue:
        people.setdefault(each.person, []).append(each)
    found: list[Bottleneck] = []
    for person, tasks in people.items():
        planned, possible = loads.get(person, (0, 0))
        ages = [each.waited_days for each in tasks if each.waited_days is not None]
        one = Bottleneck(
            person,
            len(tasks),
            len(ages),
            round(sum(each.criticality for each in tasks) / len(tasks), 3),
            round(planned / possible, 3) if possible else 0.0,
            round(sum(ages) / len(ages), 2) if ages else 0.0,
            max(tasks, key=lambda each: (each.criticality, each.task)).task,
        )
        if one.score > 0:
            found.append(one)
    return sorted(found, key=lambda each: (-each.score, each.person))
