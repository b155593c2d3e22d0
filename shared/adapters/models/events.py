"""Server-sent events: the lines of a stream, put together again."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from shared.ports.models import AnswerUnreadable

MAX_EVENT = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event; its name is empty where none was given."""

    name: str
    data: str


async def server_events(pieces: AsyncIterator[bytes]) -> AsyncIterator[ServerEvent]:
    """Return the events of a stream that are complete; what is left at its end is dropped, as the standard says."""
    name, data, size = "", list[str](), 0
    async for line in _lines(pieces):
        if not line:
            if data:
                yield ServerEvent(name, "\n".join(data))
            name, data, size = "", [], 0
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        size += len(value)
        if size > MAX_EVENT:
            raise AnswerUnreadable("the provider sent an event too large to read")
        if field == "data":
            data.append(value)
        elif field == "event":
            name = value


async def _lines(pieces: AsyncIterator[bytes]) -> AsyncIterator[str]:
    kept = bytearray()
    async for piece in pieces:
        searched = len(kept)
        kept += piece
        if b"\n" not in piece and len(kept) > MAX_EVENT:
            raise AnswerUnreadable("the provider sent a line too long to read")
        start = 0
        while (end := kept.find(b"\n", max(start, searched))) >= 0:
            yield kept[start:end].decode("utf-8", "replace").removesuffix("\r")
            start = end + 1
        del kept[:start]
