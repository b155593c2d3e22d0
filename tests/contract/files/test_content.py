"""What every file store promises about putting, getting and listing; one suite on both."""

import asyncio
import hashlib
from collections.abc import AsyncIterator

import pytest

from shared.errors import AlreadyExists, NotFound, PayloadTooLarge
from tests.fixtures.file_stores import MIB, Store, pieces, read

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 500, b"x" * (9 * MIB)], ids=["empty", "small", "large"])
async def test_what_was_put_is_read_back(store: Store, content: bytes) -> None:
    stored = await store.files.put("area/one", content, "text/plain", metadata={"colour": "red"})
    assert (stored.path, stored.size, stored.content_type) == ("area/one", len(content), "text/plain")
    assert await store.files.get("area/one", max_bytes=len(content)) == content
    assert await read(store.files, "area/one") == content
    assert await store.files.stat("area/one") == stored
    assert stored.metadata == {"colour": "red"}
    assert stored.created_at.tzinfo is not None


async def test_sixty_megabytes_go_through_in_pieces(store: Store) -> None:
    sent, received = hashlib.sha256(), hashlib.sha256()

    async def source() -> AsyncIterator[bytes]:
        for number in range(60):
            piece = bytes([number]) * MIB
            sent.update(piece)
            yield piece

    stored = await store.files.put("area/large", source(), "application/zip", if_absent=True)
    largest = 0
    async for piece in store.files.stream("area/large"):
        received.update(piece)
        largest = max(largest, len(piece))
    assert (stored.size, stored.content_type) == (60 * MIB, "application/zip")
    assert received.digest() == sent.digest()
    assert largest <= 4 * MIB


async def test_a_put_replaces_the_whole_file(store: Store) -> None:
    before = await store.files.put("area/one", b"before", "text/plain", metadata={"colour": "red"})
    after = await store.files.put("area/one", b"after!!", "text/html")
    assert await store.files.get("area/one", max_bytes=100) == b"after!!"
    assert (after.content_type, after.metadata) == ("text/html", {})
    assert after.generation != before.generation


async def test_a_source_that_fails_leaves_nothing(store: Store) -> None:
    async def source() -> AsyncIterator[bytes]:
        for _ in range(9):
            yield b"x" * MIB
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError, match="the disk is gone"):
        await store.files.put("area/one", source(), "text/plain")
    assert await store.files.stat("area/one") is None


async def test_more_than_is_wanted_is_refused(store: Store) -> None:
    await store.files.put("area/one", b"12345", "text/plain")
    with pytest.raises(PayloadTooLarge) as refused:
        await store.files.get("area/one", max_bytes=4)
    assert refused.value.code == "file_too_large"


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [(0, None, b"0123456789"), (3, None, b"3456789"), (2, 3, b"234"), (8, 5, b"89"), (10, 5, b""), (50, None, b"")],
)
async def test_a_range_is_read(store: Store, start: int, length: int | None, expected: bytes) -> None:
    await store.files.put("area/one", b"0123456789", "text/plain")
    found = b"".join([piece async for piece in store.files.stream("area/one", start=start, length=length)])
    assert found == expected


async def test_what_is_not_there_is_not_found(store: Store) -> None:
    assert await store.files.stat("area/none") is None
    with pytest.raises(NotFound) as missing:
        await store.files.get("area/none", max_bytes=10)
    assert missing.value.code == "file_not_found"
    with pytest.raises(NotFound):
        await read(store.files, "area/none")


async def test_deleting_is_done_once_and_harmless_twice(store: Store) -> None:
    await store.files.put("area/one", b"1", "text/plain")
    await store.files.delete("area/one")
    await store.files.delete("area/one")
    assert await store.files.stat("area/one") is None


@pytest.mark.parametrize("size", [10, 9 * MIB], ids=["small", "large"])
async def test_what_must_be_absent_is_not_replaced(store: Store, size: int) -> None:
    await store.files.put("area/one", b"first", "text/plain", if_absent=True)
    for data in (b"x" * size, pieces(b"x" * size)):
        with pytest.raises(AlreadyExists) as taken:
            await store.files.put("area/one", data, "text/plain", if_absent=True)
        assert taken.value.code == "file_exists"
    assert await store.files.get("area/one", max_bytes=10) == b"first"


async def test_of_many_at_once_one_creates_the_file(store: Store) -> None:
    contents = [f"writer {number}".encode() for number in range(12)]
    outcomes = await asyncio.gather(
        *(store.files.put("area/one", content, "text/plain", if_absent=True) for content in contents),
        return_exceptions=True,
    )
    won = [content for content, outcome in zip(contents, outcomes, strict=True) if not isinstance(outcome, Exception)]
    assert len(won) == 1
    assert all(isinstance(outcome, AlreadyExists) for outcome in outcomes if isinstance(outcome, Exception))
    assert await store.files.get("area/one", max_bytes=100) == won[0]


async def test_the_same_content_is_one_file_written_once(store: Store) -> None:
    refs = await asyncio.gather(*(store.files.put_content("pictures", b"the same") for _ in range(4)))
    assert len(set(map(str, refs))) == 1
    sha256 = hashlib.sha256(b"the same").hexdigest()
    assert (refs[0].path, refs[0].sha256, refs[0].size) == (f"pictures/{sha256}", sha256, 8)
    first = await store.files.stat(refs[0].path)
    await store.files.put_content("pictures", b"the same")
    assert await store.files.stat(refs[0].path) == first


async def test_an_area_is_listed_in_order_page_by_page(store: Store) -> None:
    for name in ("e", "b/2", "a", "b/1", "c"):
        await store.files.put(f"area/{name}", name.encode(), "text/plain")
    await store.files.put("area2/x", b"", "text/plain")
    found: list[str] = []
    sizes: list[int] = []
    cursor = None
    while True:
        page = await store.files.list("area", limit=2, cursor=cursor)
        sizes.append(len(page.files))
        found += [each.path for each in page.files]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == ["area/a", "area/b/1", "area/b/2", "area/c", "area/e"]
    assert sizes == [2, 2, 1]


async def test_an_empty_area_lists_nothing(store: Store) -> None:
    page = await store.files.list("nowhere")
    assert (page.files, page.next_cursor) == ((), None)
