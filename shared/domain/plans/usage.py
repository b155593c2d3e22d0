"""What a tenant has used: counters that many commits add to at once, so each period has several documents.

Members are no counter: the store counts them. What arrives in the same moment may pass a quota together by as much; no
document is read and written by all just to prevent that.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

from shared.config import PlanName, config
from shared.data.store import Document, Filter, Operator, StoreQuery
from shared.data.unit_of_work import Reads, UnitOfWork
from shared.domain.plans.events import QuotaNearlyUsed, QuotaUsedUp
from shared.domain.plans.model import PLANS, WARNING_SHARE, Plan, Quota, QuotaExceeded, period_of, resets_at

SHARDS = 5
COUNTERS: Mapping[Quota, tuple[str, int]] = {
    Quota.ASSESSMENTS: ("assessments", 1),
    Quota.EXECUTION_SECONDS: ("executionMs", 1000),
    Quota.STORAGE_BYTES: ("storageBytes", 1),
}
"""The field that counts each quota, and how many of it make one."""


def tenant_path(reads: Reads) -> str:
    """Return the tenant's own document."""
    return f"tenant/{reads.tenant_id}"


async def read_plan(reads: Reads) -> Plan:
    """Return the tenant's plan: the one its document names, or the configured one."""
    document = await reads.get(tenant_path(reads))
    named = document.data.get("plan") if document else None
    return PLANS[PlanName(named) if named else config().default_plan]


async def read_used(reads: Reads, quota: Quota, period: str, *, more: int = 0) -> int:
    """Return how much of a quota was used in a period, in whole units; `more` is not in its counter yet."""
    if quota is Quota.MEMBERS:
        return await reads.count(StoreQuery("members", (Filter("isActive", Operator.EQUAL, True),)))
    return counted(quota, await reads.get_many(shard_paths(period)), more=more)


def counted(quota: Quota, shards: Iterable[Document | None], *, more: int = 0) -> int:
    """Return what the documents of a period have counted of a quota, in whole units."""
    field, each = COUNTERS[quota]
    return max(0, more + sum(shard.data.get(field, 0) for shard in shards if shard)) // each


def shard_paths(period: str) -> list[str]:
    """Return the documents that count a period."""
    return [f"usage/{period}-{shard}" for shard in range(SHARDS)]


class Quotas:
    """Use quotas in a unit of work; each at most once in one."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def paths(self, quota: Quota) -> list[str]:
        """Return what is read, for those who read something else in the same round trip."""
        shards = shard_paths(self._period(quota)) if quota in COUNTERS else []
        return [tenant_path(self._work), *self._warnings(quota), *shards]

    async def require(self, quota: Quota, amount: int = 1, *, promised: int = 0) -> int:
        """Return how much is used; raise QuotaExceeded unless `amount` more is left beside what is promised."""
        await self._work.get_many(self.paths(quota))
        used = await read_used(self._work, quota, self._period(quota))
        limit = (await read_plan(self._work)).limit(quota)
        if used + promised + amount > limit:
            raise QuotaExceeded(quota, used=used + promised, limit=limit, resets_at=resets_at(quota, self._work.now))
        return used

    async def take(self, quota: Quota, amount: int = 1) -> None:
        """Use some of a quota; raise QuotaExceeded unless there is as much left."""
        used = await self.require(quota, amount)
        if quota in COUNTERS:
            self._count(quota, amount * COUNTERS[quota][1])
        await self._warn(quota, used + amount)

    async def add_execution(self, milliseconds: int) -> None:
        """Count the CPU time of a program that ran already, whatever is left."""
        quota = Quota.EXECUTION_SECONDS
        # What says that the tenant was warned is read only where a line is crossed.
        await self._work.get_many([tenant_path(self._work), *shard_paths(self._period(quota))])
        self._count(quota, milliseconds)
        await self._warn(quota, await read_used(self._work, quota, self._period(quota), more=milliseconds))

    def give_back(self, quota: Quota, amount: int) -> None:
        """Count something as not used any more."""
        self._count(quota, -amount * COUNTERS[quota][1])

    def _count(self, quota: Quota, amount: int) -> None:
        period = self._period(quota)
        shard = shard_paths(period)[crc32(self._work.commit_id.encode()) % SHARDS]
        self._work.increment(shard, {COUNTERS[quota][0]: amount}, {"period": period, "schemaVersion": 1})

    def warning_paths(self) -> list[str]:
        """Return what `forget_warnings` reads, for those who read something else in the same round trip."""
        return [path for quota in Quota for path in self._warnings(quota)]

    async def forget_warnings(self) -> None:
        """Have the tenant warned anew this month, since its quotas are others."""
        paths = self.warning_paths()
        for path, warning in zip(paths, await self._work.get_many(paths), strict=True):
            if warning is not None:
                self._work.delete(path)

    async def _warn(self, quota: Quota, used: int) -> None:
        """Tell once a month that little or nothing is left; who crosses a line at the same time loses the `create`."""
        limit = (await read_plan(self._work)).limit(quota)
        nearly, up = self._warnings(quota)
        for path, line, event in ((nearly, WARNING_SHARE * limit, QuotaNearlyUsed), (up, limit, QuotaUsedUp)):
            if used >= line and await self._work.get(path) is None:
                self._work.create(path, {"warnedAt": self._work.now, "schemaVersion": 1})
                self._work.emit(event(quota=quota.value, used=used, limit=limit))

    def _period(self, quota: Quota) -> str:
        return period_of(quota, self._work.now)

    def _warnings(self, quota: Quota) -> tuple[str, str]:
        """Return what says that the tenant was warned, and what says that it was told of the end."""
        month = f"{self._work.now:%Y-%m}"
        return f"quotaWarnings/{quota.value}-{month}", f"quotaWarnings/{quota.value}-{month}-used-up"


def recounted(quota: Quota, amount: int, shards: Mapping[str, Document | None]) -> dict[str, dict[str, Any]]:
    """Return each document of a period, by path, so that together they count `amount` of a quota."""
    field, each = COUNTERS[quota]
    data = {path: dict(document.data) if document else {} for path, document in shards.items()}
    first, *others = data
    return {first: {**data[first], field: amount * each}} | {path: {**data[path], field: 0} for path in others}
