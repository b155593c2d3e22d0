"""Whether what Ella rests on answers, and what that means for each of its areas."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from shared.model import FrozenModel
from shared.observability import logging
from shared.ports.files import TenantFiles

if TYPE_CHECKING:
    from shared.runtime.composition import Composition

PATIENCE_SECONDS = 2.0
KEPT_FOR = timedelta(seconds=5)
"""How long an instance goes by what it saw, however often it is asked."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """Something outside; without a required one nothing works. `ask` raises where it doesn't answer."""

    name: str
    required: bool
    ask: Callable[["Composition"], Awaitable[object]]


class DependencyHealth(FrozenModel):
    """Whether a dependency answered, and in how many milliseconds."""

    name: str
    required: bool
    available: bool
    latency_ms: float


class AreaHealth(FrozenModel):
    """How an area is: `degraded` where it works without something that it is better with."""

    name: str
    status: Literal["ok", "degraded", "down"]


@dataclass(frozen=True, slots=True)
class Area:
    """The dependencies an area needs, and those it is better with."""

    needs: tuple[str, ...]
    better_with: tuple[str, ...] = ()


def _documents(outside: "Composition") -> Awaitable[object]:
    return outside.store.get_many(["platform/health"])


def _files(outside: "Composition") -> Awaitable[object]:
    return TenantFiles(outside.files, "health").stat("health/ready")


def _cache(outside: "Composition") -> Awaitable[object]:
    return outside.caches.require_shared()


DEPENDENCIES = (
    Dependency("documents", True, _documents),
    Dependency("files", False, _files),
    Dependency("cache", False, _cache),
)

AREAS: Mapping[str, Area] = MappingProxyType(
    {
        "accounts": Area(("documents",)),
        "attempts": Area(("documents",), ("files",)),
        "dashboards": Area(("documents",), ("cache",)),
        "exports": Area(("documents", "files")),
        "uploads": Area(("documents", "files")),
    }
)


class Readiness:
    """What an instance saw last."""

    def __init__(self, outside: "Composition", dependencies: Sequence[Dependency] = DEPENDENCIES) -> None:
        self._outside = outside
        self._dependencies = dependencies
        self._seen: tuple[datetime, tuple[DependencyHealth, ...]] | None = None

    async def look(self) -> tuple[DependencyHealth, ...]:
        """Ask every dependency at once, unless that was done a moment ago."""
        now = self._outside.clock.now()
        if self._seen is None or self._seen[0] <= now:
            found = await asyncio.gather(*(self._asked(each) for each in self._dependencies))
            self._seen = (now + KEPT_FOR, tuple(found))
        return self._seen[1]

    async def _asked(self, dependency: Dependency) -> DependencyHealth:
        began, available = perf_counter(), True
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await dependency.ask(self._outside)
        except Exception as error:
            available = False
            logging.warning("a dependency does not answer", dependency=dependency.name, reason=repr(error))
        latency = round((perf_counter() - began) * 1000, 1)
        return DependencyHealth(
            name=dependency.name, required=dependency.required, available=available, latency_ms=latency
        )


def areas_of(seen: Sequence[DependencyHealth]) -> tuple[AreaHealth, ...]:
    """Return how each area is."""
    away = {each.name for each in seen if not each.available}
    return tuple(
        AreaHealth(
            name=name,
            status="down" if away & set(area.needs) else "degraded" if away & set(area.better_with) else "ok",
        )
        for name, area in AREAS.items()
    )
