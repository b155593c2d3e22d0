"""What was there at a moment, whatever was written since."""

import pytest

from shared.data.store import Create, Delete, DocumentStore, MomentGone, StoreQuery, Update
from tests.fixtures.document_stores import put

pytestmark = pytest.mark.anyio
THINGS = "tenants/T/things"


async def test_a_query_at_a_moment_sees_nothing_that_was_written_since(store: DocumentStore) -> None:
    versions = await put(store, {f"{THINGS}/changed": {"n": 1}, f"{THINGS}/deleted": {"n": 2}})
    moment = await store.moment()
    later = {"n": 9}
    await store.commit(
        [
            Update(f"{THINGS}/changed", later, versions[f"{THINGS}/changed"]),
            Delete(f"{THINGS}/deleted"),
            Create(f"{THINGS}/new", later),
        ]
    )
    found = await store.query(StoreQuery(THINGS, at=moment))
    assert {each.path.rpartition("/")[2]: each.data["n"] for each in found} == {"changed": 1, "deleted": 2}
    now = await store.query(StoreQuery(THINGS))
    assert {each.path.rpartition("/")[2]: each.data["n"] for each in now} == {"changed": 9, "new": 9}


async def test_a_moment_is_read_page_by_page(store: DocumentStore) -> None:
    await put(store, {f"{THINGS}/{n}": {"n": n} for n in range(5)})
    moment = await store.moment()
    await put(store, {f"{THINGS}/{n}": {"n": n} for n in range(5, 9)})
    first = await store.query(StoreQuery(THINGS, limit=3, at=moment))
    rest = await store.query(StoreQuery(THINGS, limit=3, after=(first[-1].path,), at=moment))
    assert [each.data["n"] for each in (*first, *rest)] == [0, 1, 2, 3, 4]


async def test_the_collections_below_a_document_are_listed_without_those_of_others(store: DocumentStore) -> None:
    await put(store, {"tenants/T/things/1": {}, "tenants/T/others/1": {}, "tenants/TT/elsewhere/1": {}})
    assert await store.collections("tenants/T") == ["others", "things"]
    assert await store.collections("tenants/nobody") == []


async def test_a_moment_that_is_long_past_is_said_to_be(store: DocumentStore) -> None:
    await put(store, {f"{THINGS}/1": {}})
    with pytest.raises(MomentGone):
        await store.query(StoreQuery(THINGS, at="1000000000.000000000"))
