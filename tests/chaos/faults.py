"""What goes wrong while candidates are at work, as data: each fault is set on the ports that it concerns."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from shared.adapters.memory import MemoryStore
from shared.adapters.redis_cache import RedisCache
from shared.adapters.redis_windows import RedisWindows
from shared.data.store import AmbiguousCommit, Document, StoreQuery, Write
from shared.errors import DependencyUnavailable
from shared.runtime.caches import Caches
from shared.runtime.windows import FailingOpenWindows
from tests.fixtures.stage import Stage

NOBODY_THERE = "redis://127.0.0.1:1"


class ShakyStore:
    """A store in front of another: slow, or away for a share of the calls; of commits the answer alone may be lost."""

    def __init__(self, inner: MemoryStore, chance: Random) -> None:
        self.inner = inner
        self.away = 0.0
        self.slow_seconds = 0.0
        self.failed = 0
        self._chance = chance

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    async def get_many(self, paths: Sequence[str]) -> dict[str, Document]:
        await self._reached()
        return await self.inner.get_many(paths)

    async def query(self, query: StoreQuery) -> list[Document]:
        await self._reached()
        return await self.inner.query(query)

    async def count(self, query: StoreQuery) -> int:
        await self._reached()
        return await self.inner.count(query)

    async def commit(self, writes: Sequence[Write]) -> dict[str, str]:
        await self._late()
        if self._chance.random() >= self.away:
            return await self.inner.commit(writes)
        self.failed += 1
        if self._chance.random() < 0.5:
            await self.inner.commit(writes)
        raise AmbiguousCommit("the connection was cut")

    async def _reached(self) -> None:
        await self._late()
        if self._chance.random() < self.away:
            self.failed += 1
            raise DependencyUnavailable("the document store does not answer; try again")

    async def _late(self) -> None:
        if self.slow_seconds:
            await asyncio.sleep(self._chance.uniform(0, self.slow_seconds))


class SkewedClock:
    """A clock that no two calls agree on: up to so many seconds before or after the true time."""

    def __init__(self, true: Any, chance: Random, seconds: float) -> None:
        self._true, self._chance, self._seconds = true, chance, seconds

    def now(self) -> datetime:
        return self._true.now() + timedelta(seconds=self._chance.uniform(-self._seconds, self._seconds))


@dataclass
class Scene:
    """What faults are set on; events come `copies` times at most, and late with a probability."""

    stage: Stage
    store: ShakyStore
    chance: Random
    copies: int = 1
    late: float = 0.0


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong, from `begin` to `end`."""

    name: str
    begin: Callable[[Scene], None]
    end: Callable[[Scene], None]


def _store_away(scene: Scene) -> None:
    scene.store.away = 0.3


def _store_back(scene: Scene) -> None:
    scene.store.away = 0.0


def _store_slow(scene: Scene) -> None:
    scene.store.slow_seconds = 0.02


def _store_quick(scene: Scene) -> None:
    scene.store.slow_seconds = 0.0


def _events_doubled(scene: Scene) -> None:
    scene.copies, scene.late = 3, 0.5


def _events_once(scene: Scene) -> None:
    scene.copies, scene.late = 1, 0.0


def _bus_down(scene: Scene) -> None:
    scene.stage.bus.failure = DependencyUnavailable("Pub/Sub does not answer")


def _bus_back(scene: Scene) -> None:
    scene.stage.bus.failure = None


def _mail_down(scene: Scene) -> None:
    scene.stage.mailer.failure = DependencyUnavailable("the mail server does not answer")


def _mail_back(scene: Scene) -> None:
    scene.stage.mailer.failure = None


def _redis_gone(scene: Scene) -> None:
    composition = scene.stage.composition
    composition.__dict__["caches"] = Caches(scene.stage.clock, RedisCache(NOBODY_THERE))
    composition.__dict__["shared_windows"] = FailingOpenWindows(RedisWindows(NOBODY_THERE))
    composition.__dict__.pop("limiter", None)


def _redis_stays_gone(_: Scene) -> None:
    """Do nothing: an instance goes on without."""


def _disk_full(scene: Scene) -> None:
    scene.stage.sandbox.unavailable = "no space left on device"


def _disk_cleared(scene: Scene) -> None:
    scene.stage.sandbox.unavailable = None


def _clocks_apart(scene: Scene) -> None:
    scene.stage.composition.clock = SkewedClock(scene.stage.clock, scene.chance, 20.0)


def _clocks_agree(scene: Scene) -> None:
    scene.stage.composition.clock = scene.stage.clock


_ALONE = (
    Fault("store away for 3 of 10 calls", _store_away, _store_back),
    Fault("store slow by up to 20 ms", _store_slow, _store_quick),
    Fault("events up to 3 times, half late", _events_doubled, _events_once),
    Fault("Pub/Sub down", _bus_down, _bus_back),
    Fault("mail server down", _mail_down, _mail_back),
    Fault("Redis gone", _redis_gone, _redis_stays_gone),
    Fault("no disk left to run programs", _disk_full, _disk_cleared),
    Fault("clocks up to 20 s apart", _clocks_apart, _clocks_agree),
)


def _all_begin(scene: Scene) -> None:
    for fault in _ALONE:
        fault.begin(scene)


def _all_end(scene: Scene) -> None:
    for fault in _ALONE:
        fault.end(scene)


FAULTS = (*_ALONE, Fault("all of these at once", _all_begin, _all_end))
