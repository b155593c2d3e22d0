"""Answers that come piece by piece, such as server-sent events."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Stream:
    """What a handler returns instead of a whole answer, once it knows that the answer is a success.

    `pieces` are rendered by the wire one by one; an EllaError that they raise is the last thing told. `close` is
    awaited in any case, when all was sent or the client has hung up, and calls off what still goes on.
    """

    pieces: AsyncIterator[Any]
    close: Callable[[], Awaitable[None]]


class StreamedResponse(StreamingResponse):
    """A stream on its way to the client."""

    def __init__(
        self, content: AsyncIterator[bytes], close: Callable[[], Awaitable[None]], headers: dict[str, str], media: str
    ) -> None:
        super().__init__(content, headers=headers, media_type=media)
        self._close = close

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, and close it whatever happens."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._close()
