"""Request counts in Redis, which all instances share."""

from collections.abc import Awaitable
from typing import Any, TypeVar

from limits import RateLimitItem
from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.util import WindowStats
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from shared.adapters.per_loop import PerLoop
from shared.errors import DependencyUnavailable

T = TypeVar("T")

_PATIENCE_SECONDS = 0.25


class RedisWindows:
    """Sliding windows by the `limits` library; DependencyUnavailable where Redis does not answer at once."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._storages = PerLoop(self._connect, _disconnect)

    async def hit(self, item: RateLimitItem, *identifiers: str, cost: int = 1) -> bool:
        """Count `cost` requests; False, and nothing counted, where that is too many."""
        return await _answered(self._limiter().hit(item, *identifiers, cost=cost))

    async def test(self, item: RateLimitItem, *identifiers: str, cost: int = 1) -> bool:
        """Tell whether `cost` requests would be admitted."""
        return await _answered(self._limiter().test(item, *identifiers, cost=cost))

    async def get_window_stats(self, item: RateLimitItem, *identifiers: str) -> WindowStats:
        """Return what remains, and when the window is reset."""
        return await _answered(self._limiter().get_window_stats(item, *identifiers))

    async def close(self) -> None:
        """Release the connections."""
        await self._storages.close()

    def _limiter(self) -> SlidingWindowCounterRateLimiter:
        return SlidingWindowCounterRateLimiter(self._storages.get())

    def _connect(self) -> RedisStorage:
        options: dict[str, Any] = {
            "socket_timeout": _PATIENCE_SECONDS,
            "socket_connect_timeout": _PATIENCE_SECONDS,
            # Once more, for a connection that the server closed while it was idle.
            "retry": Retry(NoBackoff(), 1),
        }
        return RedisStorage(self._url, implementation="redispy", key_prefix="ella", **options)


async def _disconnect(storage: RedisStorage) -> None:
    client: Any = storage.bridge.storage  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]
    await client.aclose()


async def _answered(answer: Awaitable[T]) -> T:
    try:
        return await answer
    except (RedisError, OSError, TimeoutError) as error:
        raise DependencyUnavailable(f"Redis does not answer: {type(error).__name__}") from error
