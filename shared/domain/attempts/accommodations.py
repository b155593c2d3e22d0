"""More time: for one candidate from the beginning, in breaks while the clock stands, and while the attempt runs.

Why a candidate gets more time is nobody's business here: an accommodation says how much, and who granted it.
"""

from datetime import datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Annotated

from pydantic import Field

from shared.data.repository import Entity
from shared.domain.attempts.model import Attempt
from shared.domain.attempts.timing import Break, Extension, Multiplier
from shared.errors import FailedPrecondition

MAX_EXTENSIONS = 50

BreakCount = Annotated[int, Field(ge=0, le=20)]
BreakMinutes = Annotated[int, Field(ge=0, le=120)]


class Accommodation(Entity):
    """What one candidate is granted before they start. The id is the invitation's."""

    time_multiplier: Multiplier
    breaks: BreakCount
    break_minutes: BreakMinutes
    granted_by: str
    granted_at: datetime


def accommodated(attempt: Attempt, granted: Accommodation | None) -> Attempt:
    """Return an attempt that is about to start, with the time its candidate is granted, in whole seconds."""
    if granted is None:
        return attempt
    usual = Decimal((attempt.deadline - attempt.started_at) // timedelta(seconds=1))
    more = (usual * (granted.time_multiplier - 1)).to_integral_value(ROUND_CEILING)
    timing = attempt.timing.with_(
        multiplier=granted.time_multiplier, breaks_allowed=granted.breaks, break_minutes=granted.break_minutes
    )
    sections = tuple(section.longer(granted.time_multiplier) for section in attempt.sections)
    return attempt.extended(timedelta(seconds=int(more))).with_(timing=timing, sections=sections)


def on_break(attempt: Attempt, *, at: datetime) -> Attempt:
    """Return the attempt with a break begun: its deadline moves by all of it at once.

    Raise FailedPrecondition where none is left, or one is on.
    """
    attempt.require_writable(at=at)
    if not attempt.timing.breaks_left or not attempt.timing.break_minutes:
        raise FailedPrecondition("there is no break left", code="no_break_left")
    length = timedelta(minutes=attempt.timing.break_minutes)
    timing = attempt.timing.with_break(Break(started_at=at, ends_at=at + length))
    return attempt.extended(length).with_(timing=timing)


def back_from_break(attempt: Attempt, *, at: datetime) -> Attempt:
    """Return the attempt with its break ended early: what was not used of it moves the deadline back.

    Raise FailedPrecondition where no break is on.
    """
    attempt.require_open(at=at)
    taken = attempt.timing.break_at(at)
    if taken is None:
        raise FailedPrecondition("no break is on", code="not_on_break")
    timing = attempt.timing.with_break(taken.with_(ended_at=at))
    return attempt.extended(at - taken.ends_at).with_(timing=timing)


def given_time(attempt: Attempt, extension: Extension) -> Attempt:
    """Return a running attempt with more minutes; raise FailedPrecondition for one that has ended."""
    attempt.require_running()
    if len(attempt.timing.extensions) >= MAX_EXTENSIONS:
        raise FailedPrecondition("this attempt was extended too often", code="too_many_extensions")
    timing = attempt.timing.with_(extensions=(*attempt.timing.extensions, extension))
    return attempt.extended(timedelta(minutes=extension.minutes)).with_(timing=timing)
