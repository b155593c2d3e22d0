"""How long somebody worked on each of several answers, as near as their saves tell.

Clients save about every thirty seconds while somebody writes. So a longer gap between two saves of an answer counts as
two minutes at most. Before the first save of an answer the work begins at the last thing known before it: the start, or
a save of another answer; of that five minutes count at most, for reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_BETWEEN_SAVES = timedelta(minutes=2)
MOST_BEFORE_FIRST = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Worked:
    """When an answer was first and last saved, and what counts of the gaps between its saves."""

    first: datetime
    last: datetime
    between: timedelta


def counted(gap: timedelta) -> timedelta:
    """Return how much of the gap between two saves counts."""
    return min(max(gap, timedelta(0)), MOST_BETWEEN_SAVES)


def seconds_worked(started_at: datetime, answers: Mapping[str, Worked]) -> dict[str, int]:
    """Return how many seconds went into each answer."""
    known = [started_at, *(moment for each in answers.values() for moment in (each.first, each.last))]
    found: dict[str, int] = {}
    for name, each in answers.items():
        begun = max((moment for moment in known if moment < each.first), default=each.first)
        found[name] = round((each.between + min(each.first - begun, MOST_BEFORE_FIRST)).total_seconds())
    return found
