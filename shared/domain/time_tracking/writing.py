"""What people write down of their time, as the days' parts of it."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from shared.engines.local_times import by_days, day_of
from shared.errors import FieldProblem, InvalidInput

EARLIEST = datetime(2000, 1, 3, tzinfo=UTC) + timedelta(days=1)
LONGEST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Part:
    """What was worked on one day."""

    day: date
    seconds: int
    started_at: datetime | None = None
    ended_at: datetime | None = None

    def fields(self) -> dict[str, Any]:
        """Return the fields of an entry that it makes."""
        return asdict(self)


def parts_written(
    started_at: datetime | None,
    ended_at: datetime | None,
    day: date | None,
    minutes: int | None,
    *,
    zone: str,
    at: datetime,
) -> list[Part]:
    """Return the parts of what was written down, for each day of the zone one.

    Raise InvalidInput unless it is a stretch of up to a day, or minutes of one day, in the past.
    """
    timed, counted = (started_at, ended_at), (day, minutes)
    if timed == (None, None) and day is not None and minutes is not None:
        if day > day_of(at, zone):
            raise _wrong("/day", "in_the_future", "book time once it was worked")
        if day < EARLIEST.date():
            raise _wrong("/day", "too_early", "no time before the year 2000 is booked")
        return [Part(day, minutes * 60)]
    if counted != (None, None) or started_at is None or ended_at is None:
        raise InvalidInput("give startedAt and endedAt, or day and minutes", code="bad_time")
    if ended_at > at:
        raise _wrong("/endedAt", "in_the_future", "book time once it was worked")
    if started_at < EARLIEST:
        raise _wrong("/startedAt", "too_early", "no time before the year 2000 is booked")
    begin, end = (moment.astimezone(UTC).replace(microsecond=0) for moment in (started_at, ended_at))
    if not begin < end <= begin + LONGEST:
        raise _wrong("/endedAt", "bad_length", "end after the beginning, and at most a day later")
    return [
        Part(each, int((until - since).total_seconds()), since, until)
        for each, since, until in by_days(begin, end, zone)
    ]


def _wrong(pointer: str, code: str, message: str) -> InvalidInput:
    return InvalidInput(message, fields=[FieldProblem(pointer, code, message)])
