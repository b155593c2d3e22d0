"""What every document store promises; one suite on both."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any
from uuid import uuid4

import pytest

from shared.adapters.memory import MemoryStore
from shared.data.store import (
    CommitTooLarge,
    Create,
    Delete,
    DocumentStore,
    Filter,
    Hold,
    Increment,
    Operator,
    Order,
    StoreQuery,
    Update,
    WriteConflict,
)
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.errors import DependencyUnavailable, InvalidInput
from shared.ids import IdSequence, new_seed

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["memory", "firestore"])
async def store(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, anyio_backend: str
) -> AsyncIterator[DocumentStore]:
    if request.param == "memory":
        made: DocumentStore = MemoryStore()
    else:
        from shared.adapters.firestore import FirestoreStore

        monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", request.getfixturevalue("emulators").firestore)
        made = FirestoreStore(f"demo-{uuid4().hex[:12]}")
    yield made
    await made.close()


class Colour(StrEnum):
    RED = "red"


class Scope:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    traceparent = ""
    causation_id = "test"


async def put(store: DocumentStore, documents: dict[str, dict[str, Any]]) -> dict[str, str]:
    return await store.commit([Create(path, data) for path, data in documents.items()])


async def data_of(store: DocumentStore, path: str) -> Any:
    found = (await store.get_many([path])).get(path)
    return found.data if found else None


async def ids(store: DocumentStore, query: StoreQuery) -> list[str]:
    return [document.path.rpartition("/")[2] for document in await store.query(query)]


# -- writes and their conditions


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


# -- reading


async def test_a_hundred_documents_come_in_one_read_whatever_the_order_and_duplicates(store: Any) -> None:
    paths = [f"things/{number:03}" for number in range(100)]
    await put(store, {path: {"path": path} for path in paths})
    store.reads = 0
    found = await store.get_many([*reversed(paths), "things/none", *paths[:10]])
    assert set(found) == set(paths)
    assert all(document.data == {"path": path} for path, document in found.items())
    assert store.reads == 1


@pytest.mark.parametrize(
    "path",
    ["things", "things/a/b", "things/", "/a", "things//x/y", "things/.", "things/..", "things/__x__", ""],
)
async def test_what_cannot_name_a_document_is_refused(store: DocumentStore, path: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await store.get_many([path])
    assert refused.value.code == "invalid_id"
    with pytest.raises(InvalidInput):
        await store.commit([Create(path, {})])


# -- values


async def test_what_json_holds_comes_back_as_it_was(store: DocumentStore) -> None:
    data: dict[str, Any] = {
        "none": None,
        "yes": True,
        "no": False,
        "whole": 7,
        "big": 2**63 - 1,
        "small": -(2**63),
        "float": 1.5,
        "round": 2.0,
        "text": "Grüße, 世界 👩‍🚀\u2028",
        "nul": "a\x00b",
        "empty": "",
        "bytes": b"\x00\xff",
        "list": [1, "two", None, {"three": [3]}],
        "emptyList": [],
        "emptyMap": {},
        "odd key.with `ticks` \\ and spaces": {"a/b": 1, "ключ": 2},
        "matrix": [[1, 2], [[], [3]], {"[]": 1}, {"[]": [4]}, {"[]": {"[]": []}}],
    }
    await put(store, {"things/a": data})
    found = await data_of(store, "things/a")
    assert found == data
    assert [type(found[name]) for name in ("yes", "whole", "round")] == [bool, int, float]


async def test_values_are_made_plain(store: DocumentStore) -> None:
    await put(store, {"things/a": {"colour": Colour.RED, "pair": (1, (2, 3))}})
    found = await data_of(store, "things/a")
    assert found == {"colour": "red", "pair": [1, [2, 3]]}
    assert type(found["colour"]) is str


async def test_times_come_back_in_utc_to_the_microsecond(store: DocumentStore) -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    times = [
        datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC),
        datetime(2026, 3, 2, 9, 0, tzinfo=east),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ]
    await put(store, {"things/a": {"times": times}})
    found = (await data_of(store, "things/a"))["times"]
    assert found == times
    assert all(moment.tzinfo is UTC for moment in found)


async def test_what_is_read_shares_nothing_with_what_was_written(store: DocumentStore) -> None:
    given = {"list": [1], "map": {"x": 1}}
    await put(store, {"things/a": given})
    given["list"].append(2)  # type: ignore[attr-defined]
    (await data_of(store, "things/a"))["map"]["x"] = 2
    assert await data_of(store, "things/a") == {"list": [1], "map": {"x": 1}}


def nested(depth: int) -> dict[str, Any]:
    return {"n": nested(depth - 1)} if depth else {"leaf": 1}


async def test_twenty_levels_are_stored_and_more_are_refused(store: DocumentStore) -> None:
    await put(store, {"things/a": nested(20)})
    assert await data_of(store, "things/a") == nested(20)
    with pytest.raises(InvalidInput) as refused:
        await put(store, {"things/b": nested(21)})
    assert refused.value.code == "unstorable_value"


@pytest.mark.parametrize("value", [2**63, "\ud800", {"": 1}, {"__reserved__": 1}])
async def test_what_json_holds_and_a_document_does_not_is_the_callers_fault(store: DocumentStore, value: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        await put(store, {"things/a": {"value": value}})
    assert refused.value.code == "unstorable_value"


@pytest.mark.parametrize("value", [datetime(2026, 1, 1), {1, 2}, object(), {1: 2}])  # noqa: DTZ001
async def test_other_types_are_programming_errors(store: DocumentStore, value: Any) -> None:
    with pytest.raises(TypeError):
        await put(store, {"things/a": {"value": value}})


async def test_a_document_over_the_limit_is_refused_at_once(store: Any) -> None:
    began = time.monotonic()
    with pytest.raises(CommitTooLarge):
        await put(store, {"things/a": {"text": "x" * 1024 * 1024}})
    assert store.commits == 0
    await put(store, {"things/b": {"text": "x" * (1024 * 1024 - 100)}})
    assert time.monotonic() - began < 5


async def test_a_commit_over_the_limit_is_refused_at_once(store: Any) -> None:
    began = time.monotonic()
    with pytest.raises(CommitTooLarge):
        await put(store, {f"things/{number}": {"text": "x" * 1000 * 1000} for number in range(12)})
    assert time.monotonic() - began < 5
    assert await store.count(StoreQuery("things")) == 0


# -- queries

LETTERS = {
    "things/a": {"kind": "x", "rank": 1, "tags": ["red", "blue"], "who": {"id": "u1"}},
    "things/b": {"kind": "y", "rank": 2, "tags": ["red"], "who": {"id": "u2"}},
    "things/c": {"kind": "x", "rank": 2, "tags": [], "who": {"id": "u1"}},
    "things/d": {"kind": "x", "rank": 3, "gone": None},
    "things/e": {"kind": "y", "rank": "high"},
    "things/f": {"kind": "z"},
}


def where(*conditions: tuple[str, str, Any], **more: Any) -> StoreQuery:
    filters = tuple(Filter(field, Operator(operator), value) for field, operator, value in conditions)
    return StoreQuery("things", filters, **more)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (where(), "abcdef"),
        (where(limit=2), "ab"),
        (where(limit=0), ""),
        (where(("kind", "==", "x")), "acd"),
        (where(("kind", "==", "x"), ("rank", "==", 2)), "c"),
        (where(("rank", "==", 2.0)), "bc"),
        (where(("gone", "==", None)), "d"),
        (where(("who.id", "==", "u1")), "ac"),
        (where(("kind", "in", ["y", "z"])), "bef"),
        (where(("kind", "in", [])), ""),
        (where(("tags", "array-contains", "red")), "ab"),
        (where(("tags", "array-contains", "red"), ("kind", "==", "y")), "b"),
        (where(("tags", "array-contains", "red"), ("kind", "in", ["x", "y"])), "ab"),
        (where(("rank", ">", 1)), "bcd"),
        (where(("rank", ">=", 1), ("rank", "<", 3)), "abc"),
        (where(("rank", "<=", 2), orders=(Order("rank", True),)), "cba"),
        (where(("rank", ">=", "a")), "e"),
        (where(orders=(Order("rank"),)), "abcde"),
        (where(orders=(Order("rank", True),)), "edcba"),
        (where(orders=(Order("kind", True), Order("rank"))), "beacd"),
        (where(orders=(Order("kind"), Order("rank", True))), "dcaeb"),
        (where(orders=(Order("who.id"),)), "acb"),
    ],
)
async def test_a_query_answers_what_matches_in_order_and_counts_it(
    store: DocumentStore, query: StoreQuery, expected: str
) -> None:
    await put(store, LETTERS)
    assert "".join(await ids(store, query)) == expected
    if query.limit is None:
        assert await store.count(query) == len(expected)


async def test_a_count_ignores_limit_and_cursor(store: DocumentStore) -> None:
    await put(store, LETTERS)
    assert await store.count(where(limit=1, after=("things/c",))) == 6


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("page", [1, 2, 3])
async def test_pages_cover_everything_once_even_with_ties(store: DocumentStore, page: int, descending: bool) -> None:
    await put(store, {f"things/{name}": {"rank": rank} for name, rank in zip("abcdefgh", "11122233", strict=True)})
    orders = (Order("rank", descending),)
    seen: list[str] = []
    after: tuple[Any, ...] | None = None
    while found := await store.query(StoreQuery("things", orders=orders, limit=page, after=after)):
        seen += [document.path[-1] for document in found]
        after = (found[-1].data["rank"], found[-1].path)
    assert "".join(seen) == ("hgfedcba" if descending else "abcdefgh")


async def test_a_cursor_without_orders_is_a_path(store: DocumentStore) -> None:
    await put(store, LETTERS)
    assert await ids(store, where(after=("things/d",))) == ["e", "f"]


async def test_a_cursor_goes_on_from_a_time_and_from_none(store: DocumentStore) -> None:
    moments = [None, Scope.now, Scope.now + timedelta(microseconds=1)]
    await put(store, {f"things/{number}": {"at": moment} for number, moment in enumerate(moments)})
    for number, moment in enumerate(moments):
        query = StoreQuery("things", orders=(Order("at"),), after=(moment, f"things/{number}"))
        assert await ids(store, query) == [str(later) for later in range(number + 1, 3)]


async def test_values_of_all_kinds_have_one_order(store: DocumentStore) -> None:
    values: list[Any] = [
        None, False, True, -1, 0.5, 1, Scope.now, "", "A", "a", "é", "世", b"", b"a",
        [], [1], [1, 2], [2], {}, {"a": 1}, {"a": 2}, {"b": 0},
    ]  # fmt: skip
    await put(store, {f"things/{99 - place}": {"v": value} for place, value in enumerate(values)})
    found = await store.query(StoreQuery("things", orders=(Order("v"),)))
    assert [document.data["v"] for document in found] == values


async def test_a_query_sees_one_collection_and_a_group_all_of_its_name(store: DocumentStore) -> None:
    await put(
        store,
        {
            "tenants/b/outbox/2": {"due": 1},
            "tenants/a/outbox/1": {"due": 1},
            "tenants/a/outbox/3": {"due": 0},
            "tenants/a/outboxes/9": {"due": 0},
            "tenants/a": {"due": 0},
        },
    )
    assert await ids(store, StoreQuery("tenants/a/outbox")) == ["1", "3"]
    assert await store.query(StoreQuery("outbox")) == []
    group = StoreQuery("outbox", orders=(Order("due"),), group=True)
    found = [document.path for document in await store.query(group)]
    assert found == ["tenants/a/outbox/3", "tenants/a/outbox/1", "tenants/b/outbox/2"]
    rest = StoreQuery("outbox", orders=(Order("due"),), group=True, after=(1, "tenants/a/outbox/1"), limit=5)
    assert [document.path for document in await store.query(rest)] == ["tenants/b/outbox/2"]
    assert await store.count(group) == 3


@pytest.mark.parametrize(
    "query",
    [
        where(("rank", ">", 1), orders=(Order("kind"),)),
        where(("rank", ">", 1), ("other", "<", 1)),
        where(("rank", ">", None)),
        where(("tags", "array-contains", "a"), ("tags", "array-contains", "b")),
        where(("rank", "in", [None])),
        where(("rank", "in", "abc")),
        where(("rank", "in", list(range(31)))),
        where(after=(1, "things/a")),
        where(limit=-1),
        StoreQuery("tenants/a/outbox", group=True),
    ],
)
async def test_queries_no_index_could_serve_are_programming_errors(store: DocumentStore, query: StoreQuery) -> None:
    with pytest.raises(ValueError, match=r".+"):
        await store.query(query)


# -- units of work over a store


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
