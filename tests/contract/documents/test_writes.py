"""What every document store promises about writes and their conditions; one suite on both."""

import asyncio
from typing import Any

import pytest

from shared.data.store import (
    Create,
    Delete,
    DocumentStore,
    Hold,
    Increment,
    Update,
    WriteConflict,
)
from tests.fixtures.document_stores import data_of, put

pytestmark = pytest.mark.anyio


async def test_a_created_document_is_read_back_at_the_version_the_commit_told(store: DocumentStore) -> None:
    versions = await store.commit([Create("things/a", {"n": 1})])
    found = (await store.get_many(["things/a"]))["things/a"]
    assert (found.path, found.data, found.version) == ("things/a", {"n": 1}, versions["things/a"])


async def test_creating_what_exists_is_a_conflict(store: DocumentStore) -> None:
    await put(store, {"things/a": {"n": 1}})
    with pytest.raises(WriteConflict):
        await store.commit([Create("things/a", {"n": 2})])
    assert await data_of(store, "things/a") == {"n": 1}


async def test_an_update_replaces_the_whole_document(store: DocumentStore) -> None:
    versions = await put(store, {"things/a": {"n": 1, "old": True}})
    after = await store.commit([Update("things/a", {"n": 2}, versions["things/a"])])
    found = (await store.get_many(["things/a"]))["things/a"]
    assert found.data == {"n": 2}
    assert found.version == after["things/a"] != versions["things/a"]


async def test_an_update_from_an_older_version_is_a_conflict(store: DocumentStore) -> None:
    versions = await put(store, {"things/a": {"n": 1}})
    await store.commit([Update("things/a", {"n": 2}, versions["things/a"])])
    with pytest.raises(WriteConflict):
        await store.commit([Update("things/a", {"n": 3}, versions["things/a"])])
    assert await data_of(store, "things/a") == {"n": 2}


async def test_updating_what_was_deleted_is_a_conflict(store: DocumentStore) -> None:
    versions = await put(store, {"things/a": {"n": 1}})
    await store.commit([Delete("things/a")])
    with pytest.raises(WriteConflict):
        await store.commit([Update("things/a", {"n": 2}, versions["things/a"])])
    assert await data_of(store, "things/a") is None


async def test_an_update_that_changes_nothing_keeps_the_version(store: DocumentStore) -> None:
    versions = await put(store, {"things/a": {"n": 1}})
    after = await store.commit([Update("things/a", {"n": 1}, versions["things/a"])])
    assert after == versions


async def test_one_true_and_one_point_nought_are_different_values(store: DocumentStore) -> None:
    versions = await put(store, {"things/a": {"n": 1}})
    after = await store.commit([Update("things/a", {"n": True}, versions["things/a"])])
    assert after != versions
    assert (await data_of(store, "things/a"))["n"] is True


async def test_a_delete_from_an_older_version_is_a_conflict(store: DocumentStore) -> None:
    versions = await put(store, {"things/a": {"n": 1}})
    newer = await store.commit([Update("things/a", {"n": 2}, versions["things/a"])])
    with pytest.raises(WriteConflict):
        await store.commit([Delete("things/a", versions["things/a"])])
    assert await store.commit([Delete("things/a", newer["things/a"])]) == {}
    with pytest.raises(WriteConflict):
        await store.commit([Delete("things/a", newer["things/a"])])


async def test_a_delete_without_a_version_is_fine_when_nothing_is_there(store: DocumentStore) -> None:
    assert await store.commit([Delete("things/none")]) == {}


async def test_a_hold_on_what_was_read_passes_and_changes_nothing(store: DocumentStore) -> None:
    versions = await put(store, {"things/a": {"n": 1, "deep": {"x": [1]}}})
    assert await store.commit([Hold("things/a", versions["things/a"])]) == {}
    found = (await store.get_many(["things/a"]))["things/a"]
    assert (found.data, found.version) == ({"n": 1, "deep": {"x": [1]}}, versions["things/a"])


async def test_a_hold_on_what_has_changed_refuses_the_whole_commit(store: DocumentStore) -> None:
    versions = await put(store, {"things/a": {"n": 1}})
    await store.commit([Update("things/a", {"n": 2}, versions["things/a"])])
    with pytest.raises(WriteConflict):
        await store.commit([Create("things/b", {}), Hold("things/a", versions["things/a"])])
    assert await data_of(store, "things/b") is None


async def test_a_hold_on_what_is_gone_is_a_conflict(store: DocumentStore) -> None:
    versions = await put(store, {"things/a": {"n": 1}})
    await store.commit([Delete("things/a")])
    with pytest.raises(WriteConflict):
        await store.commit([Hold("things/a", versions["things/a"])])
    assert await data_of(store, "things/a") is None


@pytest.mark.parametrize("failing", ["create", "update", "delete", "hold"])
async def test_one_failing_condition_undoes_a_mixed_commit(store: DocumentStore, failing: str) -> None:
    versions = await put(store, {f"things/{name}": {"n": 1} for name in "abcd"})
    stale = dict(versions)
    for path in ("things/b", "things/c", "things/d"):
        if path[-1] == {"update": "b", "delete": "c", "hold": "d"}.get(failing):
            versions |= await store.commit([Update(path, {"n": 9}, versions[path])])
    before = await store.get_many([f"things/{name}" for name in "abcde"])
    with pytest.raises(WriteConflict):
        await store.commit(
            [
                Increment("things/counter", {"n": 1}),
                Create("things/a" if failing == "create" else "things/e", {"n": 2}),
                Update("things/b", {"n": 2}, stale["things/b"]),
                Delete("things/c", stale["things/c"]),
                Hold("things/d", stale["things/d"]),
            ]
        )
    assert await store.get_many([f"things/{name}" for name in "abcde"]) == before
    assert await data_of(store, "things/counter") is None


async def test_a_mixed_commit_tells_the_versions_of_what_it_wrote(store: DocumentStore) -> None:
    versions = await put(store, {f"things/{name}": {"n": 1} for name in "bcd"})
    after = await store.commit(
        [
            Create("things/a", {}),
            Update("things/b", {"n": 2}, versions["things/b"]),
            Delete("things/c", versions["things/c"]),
            Hold("things/d", versions["things/d"]),
            Increment("things/e", {"n": 1}),
        ]
    )
    assert set(after) == {"things/a", "things/b", "things/e"}
    found = await store.get_many(["things/a", "things/b", "things/c", "things/e"])
    assert {path: document.version for path, document in found.items()} == after


async def test_an_empty_commit_is_no_call(store: Any) -> None:
    assert await store.commit([]) == {}
    assert await store.get_many([]) == {}
    assert (store.commits, store.reads) == (0, 0)


async def test_a_document_is_written_once_in_a_commit(store: DocumentStore) -> None:
    with pytest.raises(ValueError, match="once"):
        await store.commit([Create("things/a", {}), Delete("things/a")])


async def test_increments_create_add_and_set(store: DocumentStore) -> None:
    await store.commit([Increment("counters/c", {"hits": 2})])
    assert await data_of(store, "counters/c") == {"hits": 2}
    await store.commit([Increment("counters/c", {"hits": 3, "misses": -1}, {"tenantId": "T"})])
    assert await data_of(store, "counters/c") == {"hits": 5, "misses": -1, "tenantId": "T"}
    await store.commit([Increment("counters/c", {"tenantId": 4})])
    assert await data_of(store, "counters/c") == {"hits": 5, "misses": -1, "tenantId": 4}


async def test_concurrent_increments_lose_nothing(store: DocumentStore) -> None:
    await asyncio.gather(*(store.commit([Increment("counters/c", {"hits": 1})]) for _ in range(20)))
    assert await data_of(store, "counters/c") == {"hits": 20}
