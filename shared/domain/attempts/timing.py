"""What moves an attempt's deadline: more time from the beginning, breaks, extensions and credit for outages.

All of it is written down on the attempt. The deadline itself moves through `Attempt.extended` alone.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, PlainSerializer

from shared.model import FrozenModel

Multiplier = Annotated[Decimal, Field(ge=1, le=4, decimal_places=2), PlainSerializer(str, return_type=str)]
"""How many times the usual time: stored and sent as text."""


class Break(FrozenModel):
    """A pause in which the clock stands; it ends at `ends_at` unless the candidate came back before."""

    started_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None

    @property
    def end(self) -> datetime:
        """When it ended, or will."""
        return self.ended_at or self.ends_at


class Extension(FrozenModel):
    """Minutes that somebody gave a running attempt, and why."""

    minutes: int
    reason: str
    given_by: str
    given_at: datetime


class Credit(FrozenModel):
    """Time given back for an outage, with its evidence: when the service was down, and when the attempt was silent."""

    started_at: datetime
    ended_at: datetime
    outage_started_at: datetime
    outage_ended_at: datetime
    silent_since: datetime
    silent_until: datetime
    credited_at: datetime

    @property
    def length(self) -> timedelta:
        """How much time was given back."""
        return self.ended_at - self.started_at


class ShownTime(FrozenModel):
    """What a candidate is shown of their time; `break_ends_at` may lie in the past."""

    multiplier: Multiplier = Decimal(1)
    break_minutes: int = 0
    breaks_left: int = 0
    break_ends_at: datetime | None = None
    extended_minutes: int = 0
    credits: tuple[Credit, ...] = ()


class Timing(FrozenModel):
    """All that has moved, or may move, an attempt's deadline."""

    multiplier: Multiplier = Decimal(1)
    breaks_allowed: int = 0
    break_minutes: int = 0
    breaks: tuple[Break, ...] = ()
    extensions: tuple[Extension, ...] = ()
    credits: tuple[Credit, ...] = ()

    def break_at(self, at: datetime) -> Break | None:
        """Return the break that is on."""
        last = self.breaks[-1] if self.breaks else None
        return last if last and at < last.end else None

    @property
    def breaks_left(self) -> int:
        """How many breaks may still be taken."""
        return max(0, self.breaks_allowed - len(self.breaks))

    @property
    def credited(self) -> timedelta:
        """How much time outages have given back so far."""
        return sum((each.length for each in self.credits), timedelta())

    def with_break(self, taken: Break) -> Self:
        """Return the timing with one more break, or with the last one as it ended."""
        before = tuple(each for each in self.breaks if each.started_at != taken.started_at)
        return self.with_(breaks=(*before, taken))

    @property
    def shown(self) -> ShownTime:
        """What the candidate is shown."""
        last = self.breaks[-1] if self.breaks else None
        return ShownTime(
            multiplier=self.multiplier,
            break_minutes=self.break_minutes,
            breaks_left=self.breaks_left,
            break_ends_at=last.end if last else None,
            extended_minutes=sum(each.minutes for each in self.extensions),
            credits=self.credits,
        )
