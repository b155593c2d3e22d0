"""What every document store promises about queries; one suite on both."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.data.store import DocumentStore, Filter, Operator, Order, StoreQuery
from tests.fixtures.document_stores import ids, put

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 3, 2, tzinfo=UTC)
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
    moments = [None, NOW, NOW + timedelta(microseconds=1)]
    await put(store, {f"things/{number}": {"at": moment} for number, moment in enumerate(moments)})
    for number, moment in enumerate(moments):
        query = StoreQuery("things", orders=(Order("at"),), after=(moment, f"things/{number}"))
        assert await ids(store, query) == [str(later) for later in range(number + 1, 3)]


async def test_values_of_all_kinds_have_one_order(store: DocumentStore) -> None:
    values: list[Any] = [
        None, False, True, -1, 0.5, 1, NOW, "", "A", "a", "é", "世", b"", b"a",
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
