"""Bottlenecks and suggested priorities as callers see them, each with its reasons."""

from typing import Self

from shared.engines.bottlenecks import Bottleneck
from shared.engines.prioritisation import Ranked
from shared.model import FrozenModel


class Reason(FrozenModel):
    """A number that something rests on, by its name and in words."""

    code: str
    number: float
    text: str


class BottleneckView(FrozenModel):
    """Somebody who holds up the plan; `score` is criticality times utilisation times one more than the days waited."""

    member_id: str
    display_name: str | None
    score: float
    tasks: int
    waiting: int
    most_critical_task_id: str
    reasons: tuple[Reason, ...]

    @classmethod
    def of(cls, found: Bottleneck, name: str | None) -> Self:
        """Return the view of a bottleneck."""
        busy, critical = round(100 * found.utilisation, 1), round(100 * found.criticality, 1)
        return cls(
            member_id=found.person,
            display_name=name,
            score=found.score,
            tasks=found.tasks,
            waiting=found.waiting,
            most_critical_task_id=found.most_critical,
            reasons=(
                Reason(code="criticality", number=critical, text=f"their tasks are critical in {critical} % of cases"),
                Reason(code="utilisation", number=busy, text=f"{busy} % of the next four weeks is planned"),
                Reason(
                    code="queue_days",
                    number=found.queue_days,
                    text=f"{found.waiting} tasks have waited {found.queue_days} days on average",
                ),
            ),
        )


class Bottlenecks(FrozenModel):
    """Who holds up a project, the worst first."""

    bottlenecks: tuple[BottleneckView, ...]


class PrioritySuggestion(FrozenModel):
    """A task in the order of what its delay costs; `score` is the sum of the first three reasons by the hours."""

    task_id: str
    title: str
    place: int
    score: float
    reasons: tuple[Reason, ...]

    @classmethod
    def of(cls, place: int, title: str, found: Ranked) -> Self:
        """Return the view of a ranked task."""
        size = "estimated" if found.estimated else "taken as the middle one of the others"
        return cls(
            task_id=found.id,
            title=title,
            place=place,
            score=found.score,
            reasons=(
                Reason(code="value", number=found.value, text="its value, from its field business_value or priority"),
                Reason(
                    code="time_criticality", number=found.time_criticality, text="how near its day is, and its path"
                ),
                Reason(code="risk", number=found.risk, text=f"{found.waiting} open tasks wait for it"),
                Reason(code="hours", number=round(found.hours, 2), text=f"hours of work, {size}"),
            ),
        )


class PrioritySuggestions(FrozenModel):
    """What to do first, of `tasks` open ones."""

    tasks: int
    suggestions: tuple[PrioritySuggestion, ...]
