"""Evaluations of flags, counted by an instance and added to the day's counters in batches.

A flag is evaluated far more often than a document may be written. A killed instance loses what it counted since it last
wrote; whoever bills by these numbers should not.
"""

import asyncio
import random
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shared.data.store import AmbiguousCommit
from shared.domain.flags.counts import SHARDS, Counted, field_of, increments
from shared.engines.flags.evaluation import Failure, Resolution
from shared.observability import logging

if TYPE_CHECKING:
    from shared.runtime.composition import Composition

INTERVAL = timedelta(seconds=10)
CAPACITY = 5_000


class FlagCounts:
    """What one instance evaluated since it last wrote; `interval` None writes only when told to."""

    def __init__(self, composition: "Composition", interval: timedelta | None = INTERVAL) -> None:
        self._composition = composition
        self._interval = interval
        self._counts: Counter[Counted] = Counter()
        self._beyond = 0
        self._shard = random.randrange(SHARDS)  # noqa: S311 (spreads writers, no secret)
        self._task: asyncio.Task[None] | None = None

    def note(self, tenant_id: str, set_id: str, found: Resolution | Failure, *, at: datetime) -> None:
        """Count one evaluation; what came to no variant is not counted."""
        if isinstance(found, Failure):
            return
        counted = (tenant_id, set_id, field_of(found.key, found.variant), at.date())
        if counted in self._counts or len(self._counts) < CAPACITY:
            self._counts[counted] += 1
        else:
            self._beyond += 1
        if self._interval is not None and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._write_later(self._interval.total_seconds()))

    async def flush(self) -> None:
        """Write what was counted; what the store does not take is logged and dropped."""
        counts, beyond = self._counts, self._beyond
        self._counts, self._beyond = Counter(), 0
        if beyond:
            logging.warning("more evaluations of flags than an instance counts", lost=beyond)
        try:
            for write in increments(counts.items(), self._shard, self._composition.clock.now()):
                await self._composition.store.commit([write])
        except AmbiguousCommit:
            logging.warning("nobody knows whether evaluations of flags were counted", count=counts.total())
        except Exception as error:
            logging.error("evaluations of flags could not be counted", error, lost=counts.total())

    async def close(self) -> None:
        """Write what is left."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self.flush()

    async def _write_later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.flush()
