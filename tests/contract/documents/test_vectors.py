"""What every document store promises about vectors; one suite on both."""

import math

import pytest

from shared.data.store import Create, DocumentStore, Filter, Neighbour, Operator, Order, StoreQuery, Update, Vector
from tests.fixtures.document_stores import data_of, put

pytestmark = pytest.mark.anyio

EAST = Vector((1.0, 0.0))
COMPASS = {
    "tenants/t/points/east": {"v": EAST, "kind": "x", "name": "E"},
    "tenants/t/points/northeast": {"v": Vector((2.0, 2.0)), "kind": "y", "name": "NE"},
    "tenants/t/points/north": {"v": Vector((0.0, 3.0)), "kind": "x", "name": "N"},
    "tenants/t/points/west": {"v": Vector((-1.0, 0.0)), "kind": "y", "name": "W"},
    "tenants/t/points/deep": {"v": Vector((1.0, 0.0, 0.0)), "kind": "x"},
    "tenants/t/points/list": {"v": [1.0, 0.0], "kind": "x"},
    "tenants/t/points/none": {"kind": "x"},
    "tenants/u/points/theirs": {"v": EAST, "kind": "x"},
}


def points(limit: int | None = 10, **more: str) -> StoreQuery:
    filters = tuple(Filter(name, Operator.EQUAL, value) for name, value in more.items())
    return StoreQuery("tenants/t/points", filters, limit=limit)


def names(found: list[Neighbour]) -> list[str]:
    return [each.document.path.rpartition("/")[2] for each in found]


async def test_a_vector_is_read_as_it_was_written(store: DocumentStore) -> None:
    await put(store, {"things/a": {"v": Vector((0.25, -1, 1e-9)), "in": {"v": Vector((1,))}}})
    read = await data_of(store, "things/a")
    assert read == {"v": (0.25, -1.0, 1e-9), "in": {"v": (1.0,)}}
    assert isinstance(read["v"], Vector)
    assert isinstance(read["in"]["v"], Vector)


async def test_a_list_of_vectors_is_refused(store: DocumentStore) -> None:
    with pytest.raises(TypeError, match="vector"):
        await store.commit([Create("things/a", {"v": [Vector((1.0,))]})])


async def test_the_nearest_come_first_by_their_angle_whatever_their_length(store: DocumentStore) -> None:
    await put(store, COMPASS)
    found = await store.nearest(points(), "v", Vector((5.0, 0.0)))
    assert names(found) == ["east", "northeast", "north", "west"]
    expected = [0, 1 - math.sqrt(0.5), 1, 2]
    assert [each.distance for each in found] == pytest.approx(expected, abs=1e-6)


async def test_as_many_are_found_as_asked_for_among_those_that_pass_the_filters(store: DocumentStore) -> None:
    await put(store, COMPASS)
    assert names(await store.nearest(points(1), "v", EAST)) == ["east"]
    assert names(await store.nearest(points(kind="y"), "v", EAST)) == ["northeast", "west"]
    assert names(await store.nearest(points(kind="y", name="W"), "v", EAST)) == ["west"]
    assert await store.nearest(points(kind="z"), "v", EAST) == []
    assert await store.nearest(points(0), "v", EAST) == []


async def test_what_is_near_in_another_tenant_is_not_found(store: DocumentStore) -> None:
    await put(store, COMPASS)
    theirs = StoreQuery("tenants/u/points", limit=10)
    assert names(await store.nearest(theirs, "v", EAST)) == ["theirs"]


async def test_what_is_found_comes_without_its_vector_and_with_the_fields_asked_for(store: DocumentStore) -> None:
    await put(store, COMPASS)
    [whole] = await store.nearest(points(1), "v", EAST)
    assert whole.document.data == {"kind": "x", "name": "E"}
    [part] = await store.nearest(StoreQuery("tenants/t/points", limit=1, only=("name",)), "v", EAST)
    assert part.document.data == {"name": "E"}


async def test_a_changed_vector_is_found_where_it_is_now(store: DocumentStore) -> None:
    await put(store, COMPASS)
    [east] = await store.nearest(points(1), "v", EAST)
    path = east.document.path
    version = (await store.get_many([path]))[path].version
    assert await store.commit([Update(path, {"v": Vector((-1.0, -0.1)), "kind": "x"}, version)])
    assert names(await store.nearest(points(3), "v", EAST)) == ["northeast", "north", "east"]


@pytest.mark.parametrize("vector", [(), (0.0, 0.0), (math.nan,), (math.inf,), (1.0,) * 2_049])
async def test_a_vector_without_a_direction_is_refused(store: DocumentStore, vector: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="dimensions"):
        await store.commit([Create("things/a", {"v": Vector(vector)})])
    with pytest.raises(ValueError, match="dimensions"):
        await store.nearest(points(), "v", Vector(vector))


@pytest.mark.parametrize(
    "query",
    [
        points(None),
        points(1_001),
        StoreQuery("tenants/t/points", orders=(Order("name"),), limit=1),
        StoreQuery("tenants/t/points", (Filter("name", Operator.GREATER, "A"),), limit=1),
        StoreQuery("tenants/t/points", limit=1, only=("v",)),
    ],
)
async def test_what_no_vector_index_could_serve_is_refused(store: DocumentStore, query: StoreQuery) -> None:
    with pytest.raises(ValueError, match="what is nearest"):
        await store.nearest(query, "v", EAST)
