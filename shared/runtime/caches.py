"""Values kept in an instance's memory for seconds, and in Redis, where there is one, for as long as their policy says.

A key begins with its tenant, which is the call's own: no handler names it. A value carries the stamps that its kind and
tenant had before it was loaded; a drop changes a stamp, so what was loaded before the drop is never served after it. It
carries its model's shape too, so that no release reads what another one wrote in a shape of its own.
"""

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import TypeVar

from pydantic import BaseModel

from shared.clock import Clock
from shared.errors import DependencyUnavailable
from shared.ids import new_id
from shared.observability import logging
from shared.ports.cache import SharedCache
from shared.runtime.cache_policies import CACHE_POLICIES, STALE_AFTER, Cached, dropped_with

MAX_OWN = 1_000
MAX_VALUE = 64 * 1024
RETRY_AFTER = timedelta(seconds=5)
POPULAR_FOR = 24 * 3600
_STAMPS_FOR = 24 * 3600
_CLAIM_SECONDS = 10
_LOOKS = 40
_LOOK_EVERY = 0.05

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
Load = Callable[[], Awaitable[M]]


@dataclass(frozen=True, slots=True)
class CacheKey:
    """Where a value is kept; `parts` say which of its kind it is, the caller being none of them."""

    tenant_id: str
    kind: Cached
    parts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The key as text; two keys that differ anywhere have two names."""
        return f"value:{json.dumps([self.tenant_id, self.kind, *self.parts])}"

    @property
    def stamp(self) -> str:
        """The name of the stamp that a drop changes."""
        return _stamp(self.tenant_id, self.kind)


@dataclass(frozen=True, slots=True)
class _Own:
    key: CacheKey
    value: bytes
    until: datetime


@dataclass(slots=True)
class _Door:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class Caches:
    """Cached values of every tenant."""

    def __init__(self, clock: Clock, shared: SharedCache | None = None) -> None:
        self._clock = clock
        self._shared = shared
        self._away_until: datetime | None = None
        self._own: OrderedDict[str, _Own] = OrderedDict()
        self._drops: int = 0
        self._doors: dict[tuple[int, str], _Door] = {}

    async def get(self, key: CacheKey, model: type[M], load: Load[M]) -> M:
        """Return what is kept; where nothing is, have it loaded once, however many ask."""
        if (kept := self._kept(key)) is not None:
            return model.model_validate_json(kept)
        async with self._alone(key):
            if (kept := self._kept(key)) is not None:
                return model.model_validate_json(kept)
            drops = self._drops
            value = await self._shared_or_loaded(key, model, load)
            if drops == self._drops:
                self._keep(key, value)
        await self._asked(lambda shared: shared.count_use(_board(key.kind), key.tenant_id, POPULAR_FOR))
        return model.model_validate_json(value)

    async def refresh(self, key: CacheKey, model: type[M], load: Load[M]) -> None:
        """Load a value anew and keep it for its whole time."""
        stamp, _ = await self._read(key, model)
        await self._write(key, stamp, model, _rendered(await load()))

    async def popular(self, kind: Cached, most: int) -> list[str]:
        """Return the tenants whose values of a kind are asked for most; none without Redis."""
        return await self._asked(lambda shared: shared.most_used(_board(kind), most)) or []

    async def drop(self, tenant_id: str, kinds: Iterable[Cached]) -> None:
        """Forget a tenant's values of some kinds, and of those made of them."""
        dropped = frozenset[Cached]().union(*map(dropped_with, kinds))
        self._drops += 1
        for name, own in list(self._own.items()):
            if own.key.tenant_id == tenant_id and own.key.kind in dropped:
                del self._own[name]
        for kind in sorted(dropped):
            stamp = _stamp(tenant_id, kind)
            await self._asked(lambda shared, stamp=stamp: shared.write(stamp, new_id().encode(), _STAMPS_FOR))

    async def require_shared(self) -> None:
        """Raise DependencyUnavailable where there is a shared cache that does not answer."""
        if self._shared is not None:
            await self._shared.read(["health"])

    async def drop_after(self, function: str, tenant_id: str | None) -> None:
        """Forget what a function, having changed something, has made stale."""
        if tenant_id is not None and (kinds := STALE_AFTER.get(function)):
            await self.drop(tenant_id, kinds)

    async def close(self) -> None:
        """Release the connections."""
        if self._shared is not None:
            await self._shared.close()

    # -- one's own

    def _kept(self, key: CacheKey) -> bytes | None:
        own = self._own.get(key.name)
        return own.value if own is not None and own.until > self._clock.now() else None

    def _keep(self, key: CacheKey, value: bytes) -> None:
        if len(value) > MAX_VALUE:
            return
        seconds = CACHE_POLICIES[key.kind].own_seconds
        self._own.pop(key.name, None)
        self._own[key.name] = _Own(key, value, self._clock.now() + timedelta(seconds=seconds))
        while len(self._own) > MAX_OWN:
            self._own.popitem(last=False)

    @asynccontextmanager
    async def _alone(self, key: CacheKey) -> AsyncGenerator[None]:
        place = (id(asyncio.get_running_loop()), key.name)
        door = self._doors.setdefault(place, _Door())
        door.waiting += 1
        try:
            async with door.lock:
                yield
        finally:
            door.waiting -= 1
            if not door.waiting:
                del self._doors[place]

    # -- shared

    async def _shared_or_loaded(self, key: CacheKey, model: type[M], load: Load[M]) -> bytes:
        stamp, value = await self._read(key, model)
        if value is not None:
            return value
        claim = f"claim:{key.name}"
        claimed = await self._asked(lambda shared: shared.claim(claim, _CLAIM_SECONDS))
        if claimed is False and (value := await self._awaited(key, model)) is not None:
            return value
        try:
            value = _rendered(await load())
            await self._write(key, stamp, model, value)
        finally:
            if claimed:
                await self._asked(lambda shared: shared.release(claim))
        return value

    async def _awaited(self, key: CacheKey, model: type[BaseModel]) -> bytes | None:
        """Return what another instance is loading, None where that takes too long."""
        for _ in range(_LOOKS):
            await asyncio.sleep(_LOOK_EVERY)
            _, value = await self._read(key, model)
            if value is not None:
                return value
        return None

    async def _read(self, key: CacheKey, model: type[BaseModel]) -> tuple[bytes, bytes | None]:
        """Return the stamp as it is now, and the value if it was loaded under that one, in this model's shape."""
        found = await self._asked(lambda shared: shared.read([key.stamp, key.name]))
        stamp, kept = found or (None, None)
        stamp = stamp or b""
        before, _, value = (kept or b"").partition(b"\n")
        return stamp, value if kept is not None and before == stamp + _shape(model) else None

    async def _write(self, key: CacheKey, stamp: bytes, model: type[BaseModel], value: bytes) -> None:
        if self._shared is not None and len(value) <= MAX_VALUE:
            marked = stamp + _shape(model) + b"\n" + value
            seconds = CACHE_POLICIES[key.kind].seconds
            await self._asked(lambda shared: shared.write(key.name, marked, seconds))

    async def _asked(self, ask: Callable[[SharedCache], Awaitable[T]]) -> T | None:
        """Return what the shared cache says, None without one; one that fails is left alone for a while."""
        now = self._clock.now()
        if self._shared is None or (self._away_until is not None and now < self._away_until):
            return None
        try:
            return await ask(self._shared)
        except DependencyUnavailable as error:
            self._away_until = now + RETRY_AFTER
            logging.warning("values are cached per instance for now", reason=error.message)
            return None


def _rendered(value: BaseModel) -> bytes:
    return value.model_dump_json(by_alias=True).encode()


def _stamp(tenant_id: str, kind: Cached) -> str:
    return f"stamp:{json.dumps([tenant_id, kind])}"


@cache
def _shape(model: type[BaseModel]) -> bytes:
    schema = json.dumps(model.model_json_schema(mode="serialization"), sort_keys=True)
    return hashlib.sha256(schema.encode()).hexdigest()[:16].encode()


def _board(kind: Cached) -> str:
    return f"popular:{kind}"
