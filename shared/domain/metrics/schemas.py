"""Figures as callers see them: hours from histograms, whose percentiles are at most 10 % off; shares in percent."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, Self

from shared.domain.metrics.counting import MINUTES
from shared.domain.metrics.figures import DAY, Figures
from shared.domain.metrics.model import Method, TaskCriticality
from shared.engines.workflow import Stage
from shared.model import FrozenModel, View

_WEEK = 7


class Took(FrozenModel):
    """How many hours tasks took; None where none were done."""

    tasks: int
    mean_hours: float | None
    p50_hours: float | None
    p80_hours: float | None
    p95_hours: float | None

    @classmethod
    def of(cls, figures: Figures, what: str) -> Self:
        """Return how long cycles or leads took."""
        return cls(
            tasks=figures.sum(what),
            mean_hours=figures.mean_hours(what),
            p50_hours=figures.hours(what, 0.5),
            p80_hours=figures.hours(what, 0.8),
            p95_hours=figures.hours(what, 0.95),
        )


class WorkMetrics(FrozenModel):
    """Tasks by stage today, and what happened from `since` to `until`.

    A cycle is from when work on a task began until it was done, a lead from when it was made. `on_time_percent` is of
    those done that were due.
    """

    since: date
    until: date
    to_do: int
    under_way: int
    done: int
    dropped: int
    created: int
    completed: int
    completed_per_week: float
    on_time_percent: float | None
    cycle: Took
    lead: Took

    @classmethod
    def of(cls, figures: Figures) -> Self:
        """Return the view of figures."""
        span, done, due = figures.span, figures.sum("done"), figures.sum("due")
        days = (span.last - span.first).days + 1
        return cls(
            since=span.first,
            until=span.last,
            **{stage.value: figures.now.get(f"net_{stage}", 0) for stage in Stage},
            created=figures.sum("created"),
            completed=done,
            completed_per_week=round(done * _WEEK / days, 2),
            on_time_percent=round(100 * figures.sum("ontime") / due, 1) if due else None,
            cycle=Took.of(figures, "cycle"),
            lead=Took.of(figures, "lead"),
        )


class TenantMetrics(FrozenModel):
    """All projects of a tenant in numbers, those that were deleted too."""

    active_projects: int
    work: WorkMetrics


class MemberPerformance(FrozenModel):
    """What somebody has to do and did; None for the name of who left the tenant."""

    member_id: str
    display_name: str | None
    work: WorkMetrics


class TeamPerformance(FrozenModel):
    """A team's people in numbers: a task counts for whom it is assigned to now, in whatever project it lies."""

    team_id: str
    completed: int
    completed_per_week: float
    members: tuple[MemberPerformance, ...]


class TrendPeriod(FrozenModel):
    """A day, or the part of a week from Monday that was asked for."""

    since: date
    created: int
    completed: int
    cycle_p50_hours: float | None
    lead_p50_hours: float | None


class CompletionTrends(FrozenModel):
    """What was made and done by day or week; `change_per_period` is the slope of a straight line through the latter."""

    by: Literal["day", "week"]
    periods: tuple[TrendPeriod, ...]
    change_per_period: float | None

    @classmethod
    def of(cls, figures: Figures, by: Literal["day", "week"]) -> Self:
        """Return the view of figures."""
        groups: dict[date, list[date]] = {}
        for day in figures.span:
            groups.setdefault(day if by == "day" else max(figures.span.first, day - day.weekday() * DAY), []).append(
                day
            )
        periods = tuple(
            TrendPeriod(
                since=since,
                created=figures.sum("created", days),
                completed=figures.sum("done", days),
                cycle_p50_hours=figures.hours("cycle", 0.5, days),
                lead_p50_hours=figures.hours("lead", 0.5, days),
            )
            for since, days in groups.items()
        )
        return cls(by=by, periods=periods, change_per_period=_slope([each.completed for each in periods]))


class FlowDay(FrozenModel):
    """How many tasks lay in each stage when a day ended."""

    day: date
    to_do: int
    under_way: int
    done: int
    dropped: int


class CumulativeFlow(FrozenModel):
    """Tasks by stage, day by day."""

    days: tuple[FlowDay, ...]

    @classmethod
    def of(cls, figures: Figures) -> Self:
        """Return the view of figures."""
        levels = zip(figures.span, figures.levels("net"), strict=True)
        return cls(
            days=tuple(FlowDay(day=day, **{stage.value: level[stage] for stage in Stage}) for day, level in levels)
        )


class BurnDay(FrozenModel):
    """How much there was to do when a day ended, and how much of it was done; hours are those estimated now."""

    day: date
    scope: int
    done: int
    remaining: int
    scope_hours: float
    done_hours: float
    remaining_hours: float


class BurnUp(FrozenModel):
    """Scope and what is done of it, day by day; what was dropped is in neither."""

    days: tuple[BurnDay, ...]

    @classmethod
    def of(cls, figures: Figures) -> Self:
        """Return the view of figures."""
        both = zip(figures.span, figures.levels("net"), figures.levels("minutes"), strict=True)
        return cls(days=tuple(_burnt(*each) for each in both))


class ForecastView(View):
    """When a project will be done, in half of the samples, in 80 and in 95 percent, and which tasks decide that."""

    id: str
    method: Method
    seed: int
    samples: int
    remaining: int
    history_days: int
    p50_at: datetime
    p80_at: datetime
    p95_at: datetime
    on_time_percent: float | None
    criticality: tuple[TaskCriticality, ...]
    created_at: datetime


class ForecastCalibration(FrozenModel):
    """How many forecasts by throughput would have been met, at 50, 80 and 95 percent: honest ones come near those.

    `undecided` ones can still be met; None where nothing was replayed.
    """

    project_id: str
    replayed: int
    undecided: int
    met50_percent: float | None = None
    met80_percent: float | None = None
    met95_percent: float | None = None


def _burnt(day: date, tasks: dict[Stage, int], minutes: dict[Stage, int]) -> BurnDay:
    open_ = (Stage.TO_DO, Stage.UNDER_WAY)
    left, left_minutes = (sum(level[stage] for stage in open_) for level in (tasks, minutes))
    done, done_minutes = tasks[Stage.DONE], minutes[Stage.DONE]
    return BurnDay(
        day=day,
        scope=left + done,
        done=done,
        remaining=left,
        scope_hours=round((left_minutes + done_minutes) / MINUTES, 2),
        done_hours=round(done_minutes / MINUTES, 2),
        remaining_hours=round(left_minutes / MINUTES, 2),
    )


def _slope(values: Sequence[int]) -> float | None:
    if len(values) < 2:
        return None
    middle, mean = (len(values) - 1) / 2, sum(values) / len(values)
    spread = sum((place - middle) ** 2 for place in range(len(values)))
    return round(sum((place - middle) * (value - mean) for place, value in enumerate(values)) / spread, 3)
