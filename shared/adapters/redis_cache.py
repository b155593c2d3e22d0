"""What instances remember together, in Redis."""

from collections.abc import Awaitable, Sequence
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from shared.adapters.per_loop import PerLoop
from shared.errors import DependencyUnavailable

_PATIENCE_SECONDS = 0.25
_PREFIX = "ella:cache:"


class RedisCache:
    """Values under a prefix of their own; DependencyUnavailable where Redis does not answer at once."""

    def __init__(self, url: str, *, patience: float = _PATIENCE_SECONDS) -> None:
        self._url = url
        self._patience = patience
        self._clients: PerLoop[Any] = PerLoop(self._connect, lambda client: client.aclose())

    async def read(self, names: Sequence[str]) -> list[bytes | None]:
        """Return what is kept under some names, None where nothing is; one round trip."""
        return await _answered(self._clients.get().mget([_PREFIX + name for name in names]))

    async def write(self, name: str, value: bytes, seconds: int) -> None:
        """Keep a value for some seconds."""
        await _answered(self._clients.get().set(_PREFIX + name, value, ex=seconds))

    async def claim(self, name: str, seconds: int) -> bool:
        """Take a name that nobody has, for some seconds at most; tell whether it is now one's own."""
        return bool(await _answered(self._clients.get().set(_PREFIX + name, b"", nx=True, ex=seconds)))

    async def release(self, name: str) -> None:
        """Give a name back."""
        await _answered(self._clients.get().delete(_PREFIX + name))

    async def count_use(self, board: str, name: str, seconds: int) -> None:
        """Count one use of a name on a board, which is forgotten after some seconds."""
        steps = self._clients.get().pipeline(transaction=False)
        steps.zincrby(_PREFIX + board, 1, name)
        steps.expire(_PREFIX + board, seconds)
        await _answered(steps.execute())

    async def most_used(self, board: str, most: int) -> list[str]:
        """Return the names on a board, the most used first."""
        found: list[bytes] = await _answered(self._clients.get().zrevrange(_PREFIX + board, 0, most - 1))
        return [name.decode() for name in found]

    async def close(self) -> None:
        """Release the connections."""
        await self._clients.close()

    def _connect(self) -> Any:
        return Redis.from_url(
            self._url,
            socket_timeout=self._patience,
            socket_connect_timeout=self._patience,
            # Once more, for a connection that the server closed while it was idle.
            retry=Retry(NoBackoff(), 1),
        )


async def _answered(answer: Awaitable[Any]) -> Any:
    try:
        return await answer
    except (RedisError, OSError, TimeoutError) as error:
        raise DependencyUnavailable(f"Redis does not answer: {type(error).__name__}") from error
