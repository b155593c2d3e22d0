"""What every document store promises about paths, values and sizes; one suite on both."""

import time
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest

from shared.data.store import CommitTooLarge, Create, DocumentStore, StoreQuery
from shared.errors import InvalidInput
from tests.fixtures.document_stores import data_of, put

pytestmark = pytest.mark.anyio


class Colour(StrEnum):
    RED = "red"


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
