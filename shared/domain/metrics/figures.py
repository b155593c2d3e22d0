"""Counters read for a stretch of days, and what they say of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.data.unit_of_work import Reads
from shared.domain.metrics.counting import Counters, Kind, Place, total
from shared.domain.metrics.rollups import counted, months, paths_of
from shared.engines.latencies import percentile
from shared.engines.local_times import day_of
from shared.engines.workflow import Stage
from shared.errors import FieldProblem, InvalidInput

MAX_DAYS = 366
MAX_BACK = timedelta(days=3 * 366)
USUAL = 30
DAY = timedelta(days=1)
_MILLIS = 3_600_000


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a zone, both ends included; `today` is the zone's."""

    first: date
    last: date
    today: date

    @classmethod
    def of(cls, since: date | None, until: date | None, *, at: datetime, zone: str, most: int = MAX_DAYS) -> "Span":
        """Return the days asked for, the last thirty unless told; raise InvalidInput for too many, or too long ago."""
        today = day_of(at, zone)
        last = min(until or today, today)
        first = since or last - (USUAL - 1) * DAY
        if not timedelta(0) <= last - first < most * DAY or today - first > MAX_BACK:
            message = f"name 1 to {most} days, none in the future or more than three years ago"
            raise InvalidInput(message, fields=[FieldProblem("/since", "invalid_days", message)])
        return cls(first, last, today)

    def __iter__(self) -> Iterator[date]:
        return (self.first + number * DAY for number in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Figures:
    """What counters say of the days of a span and of those since; `now` is what they come to."""

    span: Span
    days: Mapping[date, Counters]
    now: Counters

    def sum(self, what: str, days: Sequence[date] | None = None) -> int:
        """Return what some days come to, those of the span unless told."""
        return sum(self.days.get(day, {}).get(what, 0) for day in days or self.span)

    def hours(self, what: str, share: float, days: Sequence[date] | None = None) -> float | None:
        """Return a percentile in hours of how long tasks took that were done on some days, None where none were."""
        buckets = total(
            {name: value for name, value in self.days.get(day, {}).items() if name.startswith(f"{what}in")}
            for day in days or self.span
        )
        millis = percentile({int(name.removeprefix(f"{what}in")): value for name, value in buckets.items()}, share)
        return None if millis is None else round(millis / _MILLIS, 2)

    def mean_hours(self, what: str) -> float | None:
        """Return how many hours tasks took on average, None where none were done."""
        number = self.sum(what)
        return round(self.sum(f"{what}seconds") / number / 3_600, 2) if number else None

    def levels(self, what: str) -> list[dict[Stage, int]]:
        """Return, for the end of each day of the span, what lay in each stage: tasks (`net`) or their minutes."""
        at = {stage: self.now.get(f"{what}_{stage}", 0) for stage in Stage}
        found: list[dict[Stage, int]] = []
        day = max([self.span.last, *self.days])
        while day >= self.span.first:
            if day <= self.span.last:
                found.append(dict(at))
            changes = self.days.get(day, {})
            at = {stage: value - changes.get(f"{what}_{stage}", 0) for stage, value in at.items()}
            day -= DAY
        return found[::-1]


async def figures_of(reads: Reads, kind: Kind, ids: Sequence[str], span: Span) -> list[Figures]:
    """Return the figures of projects, members or tenants, in one round trip."""
    wanted = ["", *months(span.first, span.today + DAY)]
    places = [[Place(kind, id, month) for month in wanted] for id in ids]
    paths = [path for of_one in places for place in of_one for path in paths_of(place)]
    documents = dict(zip(paths, await reads.get_many(paths), strict=True))
    found: list[Figures] = []
    for of_one in places:
        held = {place.month: counted(documents[path] for path in paths_of(place)) for place in of_one}
        now = held.pop("")
        found.append(Figures(span, _by_day(held), now))
    return found


def _by_day(held: Mapping[str, Counters]) -> dict[date, Counters]:
    days: dict[date, Counters] = {}
    for month, counters in held.items():
        for name, value in counters.items():
            what, _, day = name.rpartition("_")
            days.setdefault(date.fromisoformat(f"{month}-{int(day):02}"), {})[what] = value
    return days
