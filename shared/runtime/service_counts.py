"""What an instance counted, added to the minute's sums for everybody to see: one write every half minute at most.

Each instance adds to a document of its own, so that none waits for another. What is written late counts for the minute
in which it is written: nothing is lost but what a killed instance had not written yet.
"""

import asyncio
import hashlib
import secrets
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.data.store import AmbiguousCommit, Increment
from shared.domain.alerts.counts import SEEN_BITS
from shared.domain.alerts.endpoints import added
from shared.domain.alerts.levels import COUNTED, MINUTE, floor
from shared.domain.alerts.tenant_loads import amounts
from shared.domain.upkeep.events import PARTITION
from shared.observability import logging

if TYPE_CHECKING:
    from shared.runtime.composition import Composition

INTERVAL = timedelta(seconds=30)
KEPT_FOR = timedelta(days=2)


class ServiceCounts:
    """What one instance counted since it last wrote; `interval` None writes only when told to."""

    def __init__(self, composition: "Composition", interval: timedelta | None = INTERVAL) -> None:
        self._composition = composition
        self._interval = interval
        self._instance = secrets.token_hex(6)
        self._seen_in = ""
        self._seen = bytearray(SEEN_BITS // 8)
        self._endpoints: dict[str, list[int]] = {}
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Have what is counted written within the interval."""
        if self._interval is not None and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._write_later(self._interval.total_seconds()))

    async def flush(self) -> None:
        """Write what was counted; what the store does not take is logged and dropped."""
        sums, callers = self._composition.metrics.take()
        endpoints = self._composition.metrics.take_endpoints()
        sums |= amounts(self._composition.metrics.take_tenants())
        if not sums:
            return
        now = self._composition.clock.now()
        minute = floor(now, MINUTE)
        self._begin(minute.isoformat())
        self._endpoints = added(self._endpoints, endpoints)
        values = {
            "tenantId": PARTITION,
            "at": minute,
            "expiresAt": now + KEPT_FOR,
            "seen": self._sketch(callers),
            "endpoints": self._endpoints,
        }
        path = f"tenants/{PARTITION}/{COUNTED}/{minute:%Y%m%d%H%M}-{self._instance}"
        try:
            await self._composition.bare_store.commit([Increment(path, sums, values)])
        except AmbiguousCommit:
            logging.warning("nobody knows whether the service's counts were written")
        except Exception as error:
            logging.error("the service's counts could not be written", error)

    async def close(self) -> None:
        """Write what is left."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self.flush()

    def _begin(self, minute: str) -> None:
        if self._seen_in != minute:
            self._seen_in, self._seen, self._endpoints = minute, bytearray(SEEN_BITS // 8), {}

    def _sketch(self, callers: set[str]) -> bytes:
        for caller in callers:
            place = int.from_bytes(hashlib.blake2b(caller.encode(), digest_size=8).digest()) % SEEN_BITS
            self._seen[place // 8] |= 1 << (place % 8)
        return bytes(self._seen)

    async def _write_later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.flush()
