"""Where requests are counted: in windows that all instances share while they are to be had, in one's own otherwise."""

import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from shared.errors import DependencyUnavailable
from shared.observability import logging

RETRY_SECONDS = 5.0

T = TypeVar("T")


class Windows(Protocol):
    """Sliding windows, as strategies of the `limits` library have them."""

    async def hit(self, item: Any, *identifiers: str, cost: int = 1) -> bool:
        """Count `cost` requests; False, and nothing counted, where that is too many."""
        ...

    async def test(self, item: Any, *identifiers: str, cost: int = 1) -> bool:
        """Tell whether `cost` requests would be admitted."""
        ...

    async def get_window_stats(self, item: Any, *identifiers: str) -> Any:
        """Return what remains, and when the window is reset."""
        ...


class SharedWindows(Windows, Protocol):
    """Windows elsewhere; each call may raise DependencyUnavailable."""

    async def close(self) -> None:
        """Release the connections."""
        ...


def own_windows() -> Windows:
    """Return windows in this instance's memory."""
    from limits.aio.storage import MemoryStorage
    from limits.aio.strategies import SlidingWindowCounterRateLimiter

    return SlidingWindowCounterRateLimiter(MemoryStorage())


class FailingOpenWindows:
    """Shared windows, and one's own while the shared ones don't answer: a limit is no reason to refuse everybody.

    After a failure the shared ones are left alone for `retry_seconds`, so that not every request waits for them.
    """

    def __init__(self, shared: SharedWindows, *, retry_seconds: float = RETRY_SECONDS) -> None:
        self._shared = shared
        self._own = own_windows()
        self._retry_seconds = retry_seconds
        self._away_until = 0.0

    async def hit(self, item: Any, *identifiers: str, cost: int = 1) -> bool:
        """Count `cost` requests; False, and nothing counted, where that is too many."""
        return await self._asked(lambda windows: windows.hit(item, *identifiers, cost=cost))

    async def test(self, item: Any, *identifiers: str, cost: int = 1) -> bool:
        """Tell whether `cost` requests would be admitted."""
        return await self._asked(lambda windows: windows.test(item, *identifiers, cost=cost))

    async def get_window_stats(self, item: Any, *identifiers: str) -> Any:
        """Return what remains, and when the window is reset."""
        return await self._asked(lambda windows: windows.get_window_stats(item, *identifiers))

    async def close(self) -> None:
        """Release the connections."""
        await self._shared.close()

    async def _asked(self, ask: Callable[[Windows], Awaitable[T]]) -> T:
        if time.monotonic() >= self._away_until:
            try:
                return await ask(self._shared)
            except DependencyUnavailable as error:
                self._away_until = time.monotonic() + self._retry_seconds
                logging.warning("requests are counted per instance for now", reason=error.message)
        return await ask(self._own)
