"""Forecasts from samples of an end."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from shared.domain.metrics.figures import Figures
from shared.domain.metrics.model import TaskCriticality
from shared.engines.local_times import day_begins
from shared.errors import FailedPrecondition

HISTORY = 84
"""Days, the last twelve weeks, that throughput is taken from."""

LEAST_HISTORY = 14
DAYS_OF_WEEK = 7
"""A day is forecast from past days of its weekday: few work on Sundays."""

FARTHEST = 36_525
NAMED = 500


def past_days(figures: Figures, since: date) -> list[int]:
    """Return how many tasks were done on each day from one on but today, which isn't over.

    Raise FailedPrecondition where that is too little to forecast from.
    """
    history = [figures.sum("done", [day]) for day in figures.span if since <= day < figures.span.today]
    if len(history) < LEAST_HISTORY or not any(history):
        raise FailedPrecondition(
            f"estimate tasks at three points, or forecast once some were done in {LEAST_HISTORY} days or more",
            code="nothing_to_forecast_from",
        )
    return history


def ends_of(periods: Sequence[int], today: date, zone: str) -> list[datetime]:
    """Return the ends of the days that lie so many behind today; raise FailedPrecondition beyond a century."""
    if periods[-1] > FARTHEST:
        raise FailedPrecondition("at this pace it takes more than a century", code="too_far")
    ends = {number: day_begins(today + timedelta(days=number + 1), zone) for number in set(periods)}
    return [ends[number] for number in periods]


def on_time_percent(ends: Sequence[datetime], end_on: date | None, zone: str) -> float | None:
    """Return the share of ascending ends that lie within a day or before it; None without one."""
    if end_on is None:
        return None
    over = day_begins(end_on + timedelta(days=1), zone) if end_on < date.max else ends[-1]
    return round(100 * bisect_right(ends, over) / len(ends), 1)


def most_critical(criticality: Mapping[str, float]) -> tuple[TaskCriticality, ...]:
    """Return the tasks that decided in some sample, the most critical first, at most 500."""
    ranked = sorted(((-share, id) for id, share in criticality.items() if share > 0))
    return tuple(TaskCriticality(task_id=id, percent=round(-100 * share, 1)) for share, id in ranked[:NAMED])
