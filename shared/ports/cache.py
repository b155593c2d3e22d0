"""What instances remember together. Nothing in it is the only copy of anything."""

from collections.abc import Sequence
from typing import Protocol


class SharedCache(Protocol):
    """Values by keys, for a while; each call may raise DependencyUnavailable. Implemented by `adapters.redis_cache`."""

    async def read(self, names: Sequence[str]) -> list[bytes | None]:
        """Return what is kept under some names, None where nothing is; one round trip."""
        ...

    async def write(self, name: str, value: bytes, seconds: int) -> None:
        """Keep a value for some seconds."""
        ...

    async def claim(self, name: str, seconds: int) -> bool:
        """Take a name that nobody has, for some seconds at most; tell whether it is now one's own."""
        ...

    async def release(self, name: str) -> None:
        """Give a name back."""
        ...

    async def count_use(self, board: str, name: str, seconds: int) -> None:
        """Count one use of a name on a board, which is forgotten after some seconds."""
        ...

    async def most_used(self, board: str, most: int) -> list[str]:
        """Return the names on a board, the most used first."""
        ...

    async def close(self) -> None:
        """Release the connections."""
        ...
