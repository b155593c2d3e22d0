"""Server-sent events out of bytes that are cut anywhere."""

from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.adapters.models.events import MAX_EVENT, ServerEvent, server_events
from shared.ports.models import AnswerUnreadable

pytestmark = pytest.mark.anyio


async def read(pieces: Sequence[bytes]) -> list[ServerEvent]:
    async def coming() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    return [event async for event in server_events(coming())]


TEXT = ': hello\r\n\r\nevent: a\r\ndata: {"ä": 1}\r\nid: 7\r\n\r\ndata:one\ndata: two\n\ndata: lost'.encode()
EVENTS = [ServerEvent("a", '{"ä": 1}'), ServerEvent("", "one\ntwo")]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 100])
async def test_events_are_the_same_however_their_bytes_are_cut(size: int) -> None:
    assert await read([TEXT[start : start + size] for start in range(0, len(TEXT), size)]) == EVENTS


@pytest.mark.parametrize("end", ["\n", ""])
async def test_what_is_too_large_to_be_an_event_is_unreadable(end: str) -> None:
    line = b"data: " + b"x" * (MAX_EVENT // 4) + end.encode()
    with pytest.raises(AnswerUnreadable):
        await read([line] * 6)


@given(st.lists(st.binary(max_size=30), max_size=10))
def test_no_bytes_at_all_are_a_failure_of_ours(pieces: list[bytes]) -> None:
    import asyncio

    assert isinstance(asyncio.run(read(pieces)), list)
