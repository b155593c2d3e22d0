"""What units of work promise over every document store, and over one that is away."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.data.store import DocumentStore
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.errors import DependencyUnavailable
from shared.ids import IdSequence, new_seed
from tests.fixtures.document_stores import data_of, put

pytestmark = pytest.mark.anyio


class Scope:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    traceparent = ""
    causation_id = "test"


def beginning(store: DocumentStore) -> Any:
    seed = new_seed()
    return lambda: UnitOfWork(store, "T", Scope(), IdSequence(seed))


async def test_eight_tasks_updating_one_document_lose_nothing(store: DocumentStore) -> None:
    await put(store, {"tenants/T/things/a": {"n": 0}})

    async def add_one(work: UnitOfWork) -> None:
        found = await work.get("things/a")
        assert found is not None
        work.update("things/a", {"n": found.data["n"] + 1})

    async def task() -> None:
        for _ in range(3):
            await run_unit(beginning(store), add_one)

    await asyncio.gather(*(task() for _ in range(8)))
    assert (await data_of(store, "tenants/T/things/a"))["n"] == 24


async def test_holds_prevent_write_skew(store: DocumentStore) -> None:
    for number in range(10):
        pair = [f"things/{number}-left", f"things/{number}-right"]
        await put(store, {f"tenants/T/{path}": {"onCall": True} for path in pair})

        async def leave(work: UnitOfWork, own: str, other: str) -> None:
            mine, theirs = await work.get_many([own, other])
            assert mine is not None
            assert theirs is not None
            if mine.data["onCall"] and theirs.data["onCall"]:
                work.update(own, {"onCall": False})
                work.hold(other)

        await asyncio.gather(
            run_unit(beginning(store), lambda work, pair=pair: leave(work, pair[0], pair[1])),
            run_unit(beginning(store), lambda work, pair=pair: leave(work, pair[1], pair[0])),
        )
        still = [(await data_of(store, f"tenants/T/{path}"))["onCall"] for path in pair]
        assert sorted(still) == [False, True]


async def test_a_store_that_is_away_is_a_dependency_that_is_down(
    monkeypatch: pytest.MonkeyPatch, emulators: Any
) -> None:
    from shared.adapters.firestore import FirestoreStore
    from tools.stack.ports import free_ports

    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", f"127.0.0.1:{free_ports(['unused'])['unused']}")
    store = FirestoreStore("demo-away")
    try:
        began = time.monotonic()
        with pytest.raises(DependencyUnavailable):
            await store.get_many(["things/a"])

        async def create(work: UnitOfWork) -> None:
            work.create("things/a", {})

        with pytest.raises(DependencyUnavailable):
            await run_unit(beginning(store), create)
        assert time.monotonic() - began < 10
    finally:
        await store.close()
