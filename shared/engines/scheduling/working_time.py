"""A calendar's working minutes, counted: where n minutes of work lead, and how much work lies between two moments.

Moments are whole minutes of UTC since 1970; *work* is the number of working minutes before a moment, from an arbitrary
origin. Clocks that are put forward or back follow RFC 5545: a time that does not occur counts with the offset before
the change, a time that occurs twice is the first. So a night shift lasts an hour more or less, as it does.
"""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shared.engines.scheduling.calendars import DAY, Calendar
from shared.errors import InvalidInput

MAX_SPAN_YEARS = 100
FAR = 1 << 60
"""Later than every moment; negative, earlier."""
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_STEP_DAYS = 400
_LAST_DAY = date.max.toordinal() - 1
_MINUTE = timedelta(minutes=1)


def minute_of(moment: datetime) -> int:
    """Return the whole minutes from 1970 to an aware moment, rounded down."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // _MINUTE


def moment_of(minute: int) -> datetime:
    """Return the moment, in UTC, that many minutes after 1970."""
    return datetime(1970, 1, 1, tzinfo=UTC) + minute * _MINUTE


class WorkingTime:
    """The working spans of a calendar around a moment, reckoned as far as anybody asks.

    Nothing more than `MAX_SPAN_YEARS` away from `around` is reckoned: `InvalidInput`, code `plan_too_long`.
    """

    def __init__(self, calendar: Calendar, around: int) -> None:
        self.calendar = calendar
        self._zone = ZoneInfo(calendar.zone)
        day = _EPOCH + around // DAY
        self._earliest_day = max(1, day - 366 * MAX_SPAN_YEARS)
        self._latest_day = min(_LAST_DAY, day + 366 * MAX_SPAN_YEARS)
        self._first_day = self._end_day = min(max(day, self._earliest_day), self._latest_day)
        self._step = _FIRST_STEP_DAYS
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._done: list[int] = []  # work before each span
        self._total = 0
        while not self._starts:
            self._later()
        self._earlier()

    def work(self, moment: int) -> int:
        """Return the working minutes before a moment."""
        while moment >= self._ends[-1]:
            self._later()
        starts = self._starts
        index = bisect_right(starts, moment) - 1
        if index < 0:
            self._earlier()
            return self.work(moment)
        end = self._ends[index]
        return self._done[index] + (moment if moment < end else end) - starts[index]

    def starting(self, work: int) -> int:
        """Return the latest moment with so much work before it: where a task would start."""
        while work >= self._total:
            self._later()
        done = self._done
        index = bisect_right(done, work) - 1
        if index < 0:
            self._earlier()
            return self.starting(work)
        return self._starts[index] + work - done[index]

    def finishing(self, work: int) -> int:
        """Return the earliest moment with so much work before it: where a task would finish."""
        while work >= self._total:
            self._later()
        done = self._done
        index = bisect_left(done, work) - 1
        if index < 0:
            self._earlier()
            return self.finishing(work)
        return self._starts[index] + work - done[index]

    def touches(self, moment: int) -> bool:
        """Tell whether somebody works just before or just after a moment."""
        work = self.work(moment)
        return moment in (self.starting(work), self.finishing(work))

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the working spans between two moments, cut to them."""
        self.work(start)
        self.work(end)
        found: list[tuple[int, int]] = []
        for index in range(max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end)):
            first, last = max(start, self._starts[index]), min(end, self._ends[index])
            if first < last:
                found.append((first, last))
        return found

    def _later(self) -> None:
        if self._end_day >= self._latest_day:
            raise _too_long(self._latest_day)
        end_day = min(self._end_day + self._step, self._latest_day)
        self._step *= 2
        starts, ends = self._reckon(self._end_day, end_day)
        for start, end in zip(starts, ends, strict=True):
            self._append(start, end)
        self._end_day = end_day

    def _append(self, start: int, end: int) -> None:
        if self._ends and start <= self._ends[-1]:
            # Spans that meet at midnight are one; those that a change of the clocks makes overlap count once.
            start = self._ends[-1]
            if end > start:
                self._total += end - start
                self._ends[-1] = end
            return
        self._starts.append(start)
        self._ends.append(end)
        self._done.append(self._total)
        self._total += end - start

    def _earlier(self) -> None:
        if self._first_day <= self._earliest_day:
            raise _too_long(self._earliest_day)
        first_day = max(self._first_day - self._step, self._earliest_day)
        self._step *= 2
        starts, ends = self._reckon(first_day, self._first_day)
        self._first_day = first_day
        later = list(zip(self._starts, self._ends, strict=True))
        before = sum(end - start for start, end in zip(starts, ends, strict=True))
        known, origin = self._total, (self._done[0] if self._done else 0)
        self._starts, self._ends, self._done = [], [], []
        self._total = origin - before
        for start, end in [*zip(starts, ends, strict=True), *later]:
            self._append(start, end)
        # Work already handed out must stay what it is, whatever an overlap at the seam swallowed.
        if drift := known - self._total:
            self._done = [done + drift for done in self._done]
            self._total = known

    def _reckon(self, first_day: int, end_day: int) -> tuple[list[int], list[int]]:
        starts: list[int] = []
        ends: list[int] = []
        midnight = self._offset(first_day, 0)
        for ordinal in range(first_day, end_day):
            offset, midnight = midnight, self._offset(ordinal + 1, 0)
            changes = offset != midnight
            base = (ordinal - _EPOCH) * DAY
            for start, end in self.calendar.hours(date.fromordinal(ordinal)):
                first = base + start - (self._offset(ordinal, start) if changes else offset)
                last = base + end - (self._offset(ordinal, end) if changes else offset)
                if ends and first < ends[-1]:
                    first = ends[-1]
                if first < last:
                    starts.append(first)
                    ends.append(last)
        return starts, ends

    def _offset(self, ordinal: int, minute: int) -> int:
        ordinal, minute = ordinal + minute // DAY, minute % DAY
        local = datetime.combine(date.fromordinal(ordinal), time(minute // 60, minute % 60), self._zone)
        return (local.utcoffset() or timedelta()) // _MINUTE


def _too_long(ordinal: int) -> InvalidInput:
    return InvalidInput(
        f"The plan reaches beyond {date.fromordinal(ordinal).isoformat()}: it may span {MAX_SPAN_YEARS} years at most.",
        code="plan_too_long",
    )
