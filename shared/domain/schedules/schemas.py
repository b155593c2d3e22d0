"""Plans as callers see them."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Self

from shared.domain.schedules.calendars import PersonHours, WorkingHours
from shared.domain.schedules.snapshots import PlannedRow
from shared.engines.scheduling.differences import Link, Reason, cause
from shared.engines.scheduling.earned_value import EarnedValue
from shared.engines.scheduling.schedule import Schedule
from shared.model import FrozenModel, View


class CalendarView(View):
    """A calendar as it was set; nothing in it while it is the one above's."""

    hours: WorkingHours
    people: tuple[PersonHours, ...]
    updated_by: str
    updated_at: datetime | None


class PlannedMove(FrozenModel):
    """A task whose dates, or whose place on the critical path, another plan changes.

    `reason` and `driver_task_id` tell what decides its new dates; following the drivers leads to the first cause.
    """

    task_id: str
    start_before: datetime | None
    start_after: datetime | None
    finish_before: datetime | None
    finish_after: datetime | None
    critical_before: bool
    critical_after: bool
    reason: Reason | None = None
    driver_task_id: str | None = None

    @classmethod
    def of(cls, before: PlannedRow | None, after: PlannedRow | None) -> "PlannedMove | None":
        """Return what differs between two rows of a task, None where nothing does."""
        task = after or before
        if task is None:
            return None
        move = cls(
            task_id=task.task_id,
            start_before=before.start if before else None,
            start_after=after.start if after else None,
            finish_before=before.finish if before else None,
            finish_after=after.finish if after else None,
            critical_before=before is not None and before.critical,
            critical_after=after is not None and after.critical,
        )
        same = (move.start_before, move.finish_before, move.critical_before) == (
            move.start_after,
            move.finish_after,
            move.critical_after,
        )
        return None if same else move

    def because(self, plan: Schedule) -> Self:
        """Return the move with what decides it in the new plan, where the task is in that."""
        if self.task_id not in plan.network.index:
            return self
        link, driver = cause(self.task_id, plan)
        return self.model_copy(update={"reason": link.reason, "driver_task_id": driver})


class PlanOutcome(FrozenModel):
    """A plan against the one stored before: `moved` tasks, of which at most 500 are named.

    `unresolved` tasks have dates that ask for more of people than there is; `applied` tells whether the plan is stored.
    """

    applied: bool
    start: datetime
    finish: datetime
    finish_before: datetime | None
    tasks: int
    critical: int
    moved: int
    moves: tuple[PlannedMove, ...]
    unresolved: tuple[str, ...]


class TimelinePart(FrozenModel):
    """Planned tasks, 500 at most; `next_part` is None behind the last."""

    start: datetime
    finish: datetime
    planned_at: datetime
    levelled: bool
    rows: tuple[PlannedRow, ...]
    next_part: int | None


class CauseView(FrozenModel):
    """A task that stands where it does for a reason; `detail` is a dependency's relation, or what changed."""

    task_id: str
    reason: Reason
    detail: str

    @classmethod
    def of(cls, link: Link) -> "CauseView":
        """Return a link of the chain."""
        return cls(task_id=link.task, reason=link.reason, detail=link.detail)


class TaskDates(FrozenModel):
    """Where a task stands now, where the stored plan has it, and the chain of causes back to the first."""

    start: datetime
    finish: datetime
    late_start: datetime
    late_finish: datetime
    total_float_minutes: int
    free_float_minutes: int
    critical: bool
    planned_start: datetime | None
    planned_finish: datetime | None
    causes: tuple[CauseView, ...]


class BaselineView(View):
    """A plan kept to compare with."""

    id: str
    project_id: str
    name: str
    start: datetime
    finish: datetime
    tasks: int
    created_by: str
    created_at: datetime


class TaskVariance(FrozenModel):
    """How much later than in the baseline a task starts and finishes, in working minutes; negative is earlier."""

    task_id: str
    start_minutes: int
    finish_minutes: int


class BaselineComparison(FrozenModel):
    """A baseline against the current plan: at most 500 of the tasks that differ, those that finish latest first."""

    finish_minutes: int
    differing: int
    tasks: tuple[TaskVariance, ...]
    added: int
    removed: int


class EarnedValueView(FrozenModel):
    """Earned value in minutes of work, to four decimal places; indices are None while they have no meaning."""

    status_at: datetime
    planned_value: str
    earned_value: str
    actual_cost: str
    budget_at_completion: str
    schedule_variance: str
    cost_variance: str
    schedule_performance_index: str | None
    cost_performance_index: str | None
    estimate_at_completion: str | None

    @classmethod
    def of(cls, value: EarnedValue, status_at: datetime) -> "EarnedValueView":
        """Return earned value as text."""
        performance = value.schedule_performance, value.cost_performance, value.estimate_at_completion
        schedule, cost, estimate = (None if each is None else _shown(each) for each in performance)
        return cls(
            status_at=status_at,
            planned_value=_shown(value.planned),
            earned_value=_shown(value.earned),
            actual_cost=_shown(Fraction(value.cost)),
            budget_at_completion=_shown(Fraction(value.budget)),
            schedule_variance=_shown(value.schedule_variance),
            cost_variance=_shown(value.cost_variance),
            schedule_performance_index=schedule,
            cost_performance_index=cost,
            estimate_at_completion=estimate,
        )


def _shown(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):.4f}"
