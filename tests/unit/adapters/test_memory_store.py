"""What only the memory store has: listeners and failures to order."""

import asyncio
import logging

import pytest

from shared.adapters.memory import MemoryStore
from shared.data.store import AmbiguousCommit, Create, Delete, Document, Increment, Update
from shared.errors import DependencyUnavailable

pytestmark = pytest.mark.anyio
PATTERN = "tenants/{t}/outbox/{id}"


async def test_a_listener_hears_of_new_documents_only_and_after_the_commit() -> None:
    store = MemoryStore()
    heard: list[Document] = []

    async def listen(document: Document) -> None:
        heard.append((await store.get_many([document.path]))[document.path])

    store.on_create(PATTERN, listen)
    path = "tenants/T/outbox/1"
    version = (await store.commit([Create(path, {"n": 1}), Create("tenants/T/things/1", {})]))[path]
    assert heard == []
    await store.settle()
    await store.commit([Update(path, {"n": 2}, version), Create("outbox/1", {})])
    await store.commit([Increment("tenants/T/outbox/2", {"n": 1})])
    await store.settle()
    assert [document.path for document in heard] == [path, "tenants/T/outbox/2"]


async def test_settling_waits_for_what_listeners_commit() -> None:
    store = MemoryStore()
    heard: list[str] = []

    async def listen(document: Document) -> None:
        heard.append(document.path)
        await store.commit([Delete(document.path)])
        if len(heard) < 3:
            await store.commit([Create(f"tenants/T/outbox/{len(heard)}", {})])

    store.on_create(PATTERN, listen)
    await store.commit([Create("tenants/T/outbox/0", {})])
    await store.settle()
    assert heard == [f"tenants/T/outbox/{number}" for number in range(3)]


async def test_a_failing_listener_is_logged_and_harms_nobody(caplog: pytest.LogCaptureFixture) -> None:
    store = MemoryStore()

    async def listen(document: Document) -> None:
        raise RuntimeError("crash")

    store.on_create(PATTERN, listen)
    with caplog.at_level(logging.ERROR):
        await store.commit([Create("tenants/T/outbox/0", {})])
        await store.settle()
    assert "tenants/T/outbox/0" in caplog.text


async def test_closing_stops_listeners() -> None:
    store = MemoryStore()
    reached: list[Document] = []

    async def listen(document: Document) -> None:
        await asyncio.sleep(60)
        reached.append(document)

    store.on_create(PATTERN, listen)
    await store.commit([Create("tenants/T/outbox/0", {})])
    await asyncio.sleep(0)
    await store.close()
    assert reached == []


@pytest.mark.parametrize("applied", [False, True])
async def test_one_commit_fails_to_order_before_or_after_it_was_applied(applied: bool) -> None:
    store = MemoryStore()
    store.fail_next_commit(AmbiguousCommit, applied=applied)
    with pytest.raises(AmbiguousCommit):
        await store.commit([Create("things/a", {})])
    assert bool(await store.get_many(["things/a"])) is applied
    await store.commit([Create("things/b", {})])


async def test_one_read_fails_to_order() -> None:
    store = MemoryStore()
    store.fail_next_read(DependencyUnavailable("away"))
    with pytest.raises(DependencyUnavailable):
        await store.get_many(["things/a"])
    assert await store.get_many(["things/a"]) == {}
