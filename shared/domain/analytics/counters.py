"""What one invitation, one attempt and one feedback add to an assessment's counters.

Scores are counted in twenty bins of 5 % of the points, times in ten bins of the time allowed; the last of each holds
its upper end as well.
"""

from datetime import datetime
from decimal import Decimal
from typing import Protocol

SCORE_BINS = 20
TIME_BINS = 10
RATINGS = range(1, 6)

Counters = dict[str, int]

INVITED: Counters = {"invited": 1}


class SatAttempt(Protocol):
    """What counting needs to know of an attempt."""

    @property
    def assessment_id(self) -> str:
        """Of which assessment."""
        ...

    @property
    def started_at(self) -> datetime:
        """When it began."""
        ...

    @property
    def deadline(self) -> datetime:
        """When its time is over."""
        ...

    @property
    def submitted_at(self) -> datetime | None:
        """When it was closed."""
        ...

    @property
    def closed_by(self) -> str | None:
        """What closed it."""
        ...

    @property
    def scored_at(self) -> datetime | None:
        """When it got its result."""
        ...

    @property
    def points(self) -> Decimal | None:
        """What it came to."""
        ...

    @property
    def max_points(self) -> Decimal:
        """What it could come to."""
        ...


def of_attempt(attempt: SatAttempt) -> Counters:
    """Return what an attempt adds as it stands now."""
    counters = {"started": 1}
    if attempt.submitted_at is not None:
        counters |= {"submitted": 1, "finished": int(attempt.closed_by == "candidate")}
        allowed = (attempt.deadline - attempt.started_at).total_seconds()
        taken = min(max((attempt.submitted_at - attempt.started_at).total_seconds(), 0), allowed)
        counters["seconds"] = round(taken)
        counters[f"time{_bin(Decimal(taken), Decimal(allowed), TIME_BINS)}"] = 1
    if attempt.scored_at is not None and attempt.points is not None:
        counters["scored"] = 1
        counters[f"score{_bin(attempt.points, attempt.max_points, SCORE_BINS)}"] = 1
        counters["basisPoints"] = round(10_000 * attempt.points / attempt.max_points) if attempt.max_points else 0
    return counters


def of_rating(rating: int) -> Counters:
    """Return what a candidate's rating, 1 to 5, adds."""
    return {"feedback": 1, f"rating{rating}": 1}


def difference(before: Counters, after: Counters) -> Counters:
    """Return what is to be added to counters so that they hold `after` instead of `before`."""
    changes = {name: after.get(name, 0) - before.get(name, 0) for name in before | after}
    return {name: change for name, change in changes.items() if change}


def added(one: Counters, other: Counters) -> Counters:
    """Return the sum of both."""
    return {name: one.get(name, 0) + other.get(name, 0) for name in one | other}


def _bin(value: Decimal, most: Decimal, bins: int) -> int:
    """Return the bin of a value; points below none, which negative marking gives, lie in the first."""
    return min(max(int(value * bins // most), 0), bins - 1) if most else 0
