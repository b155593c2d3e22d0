"""How the service does: the last hour by minutes, the last six hours, the last thirty days. One document holds it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import ClassVar, Self

from pydantic import Field

from shared.data.repository import Entity, Repository
from shared.data.store import Filter, Operator, Order, StoreQuery
from shared.data.unit_of_work import Reads
from shared.domain.alerts.counts import Counts, estimated, merged
from shared.domain.alerts.tenant_loads import TenantLoad, loads_in, summed, top
from shared.model import FrozenModel

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MINUTES, HOURS, DAYS = 60, 6, 30
KEPT_DAYS = 62
"""A month is reported once it is over."""

ACTIVE_MINUTES = 5
CURRENT = "current"


class Slot(FrozenModel):
    """One minute, hour or day; `active` is how many callers five minutes had at most.

    `tenants` is known of a minute alone: what those caused that caused most.
    """

    at: datetime
    counts: Counts
    active: int = 0
    tenants: Mapping[str, TenantLoad] = Field(default_factory=dict[str, TenantLoad])


class Counted(FrozenModel):
    """What one instance counted in a minute, of which tenants, and the sketch of its callers."""

    at: datetime
    counts: Counts
    seen: bytes = b""
    tenants: Mapping[str, TenantLoad] = Field(default_factory=dict[str, TenantLoad])


class Levels(Entity):
    """What is known up to `rolled_to`; `told` is when each group of alerts was last told of."""

    rolled_to: datetime
    minutes: tuple[Slot, ...] = ()
    hours: tuple[Slot, ...] = ()
    days: tuple[Slot, ...] = ()
    seen: tuple[bytes, ...] = ()
    told: dict[str, datetime] = Field(default_factory=dict[str, datetime])

    @classmethod
    def begun(cls, *, at: datetime) -> Self:
        """Return the levels of a service that nobody has counted yet."""
        return cls(id=CURRENT, rolled_to=floor(at, MINUTE))

    def rolled(self, counted: Iterable[Counted], *, until: datetime) -> Self:
        """Return the levels with each whole minute before `until` added; of a longer gap the last hour's minutes."""
        end, found = floor(until, MINUTE), list(counted)
        minute, levels = max(self.rolled_to, end - MINUTES * MINUTE), self
        while minute < end:
            levels = levels._with_minute(minute, [each for each in found if floor(each.at, MINUTE) == minute])
            minute += MINUTE
        return levels.with_(rolled_to=max(end, self.rolled_to))

    def _with_minute(self, at: datetime, counted: list[Counted]) -> Self:
        counts = Counts.total(each.counts for each in counted).as_minute()
        seen = (*self.seen, merged(each.seen for each in counted))[-ACTIVE_MINUTES:]
        tenants = top(summed(each.tenants for each in counted))
        slot = Slot(at=at, counts=counts, active=estimated(merged(seen)), tenants=tenants)
        return self.with_(
            minutes=(*self.minutes, slot)[-MINUTES:],
            hours=_added(self.hours, slot, floor(at, HOUR), keep=HOURS),
            days=_added(self.days, slot, floor(at, DAY), keep=KEPT_DAYS),
            seen=seen,
        )

    @property
    def last_hour(self) -> Counts:
        """The sums of the last sixty minutes."""
        return Counts.total(each.counts for each in self.minutes)

    @property
    def last_six_hours(self) -> Counts:
        """The sums of this hour and the five before it."""
        return Counts.total(each.counts for each in self.hours)

    @property
    def last_thirty_days(self) -> Counts:
        """The sums of today and the 29 days before it."""
        return Counts.total(each.counts for each in self.days[-DAYS:])


COUNTED = "serviceCounts"
"""Where instances add to the minute that it is."""


async def counted_since(reads: Reads, at: datetime) -> list[Counted]:
    """Return what instances have counted since a moment."""
    since = Filter("at", Operator.GREATER_OR_EQUAL, at)
    documents = await reads.query(StoreQuery(COUNTED, (since,), (Order("at"),)))
    return [
        Counted(
            at=each.data["at"],
            counts=Counts.model_validate(each.data),
            seen=each.data.get("seen", b""),
            tenants=loads_in(each.data),
        )
        for each in documents
    ]


class LevelsRepository(Repository[Levels]):
    """The one document, in the platform's own partition."""

    collection: ClassVar[str] = "serviceLevels"
    noun: ClassVar[str] = "service_levels"
    model = Levels


def floor(at: datetime, step: timedelta) -> datetime:
    """Return the beginning of the minute, hour or day (UTC) that a moment is in."""
    return at - (at - datetime(2000, 1, 1, tzinfo=at.tzinfo)) % step


def _added(slots: tuple[Slot, ...], minute: Slot, at: datetime, *, keep: int) -> tuple[Slot, ...]:
    if slots and slots[-1].at == at:
        last = slots[-1]
        return (
            *slots[:-1],
            last.with_(counts=last.counts.plus(minute.counts), active=max(last.active, minute.active)),
        )
    return (*slots, Slot(at=at, counts=minute.counts, active=minute.active))[-keep:]
