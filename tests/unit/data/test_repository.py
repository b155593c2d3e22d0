"""Entities from documents: older schema versions are upgraded in memory, newer ones refused."""

from typing import Any, ClassVar

import pytest

from shared.adapters.memory import MemoryStore
from shared.data.repository import Entity, Repository
from shared.data.store import Create
from shared.data.unit_of_work import Reads
from shared.errors import InternalError, NotFound

pytestmark = pytest.mark.anyio


class Person(Entity):
    given_name: str
    family_name: str


class People(Repository[Person]):
    collection: ClassVar[str] = "people"
    noun: ClassVar[str] = "person"
    model = Person
    schema_version: ClassVar[int] = 2

    def upgrade(self, data: dict[str, Any], version: int) -> dict[str, Any]:
        given, _, family = data["name"].partition(" ")
        return {**data, "givenName": given, "familyName": family}


async def people(**documents: dict[str, Any]) -> People:
    store = MemoryStore()
    await store.commit([Create(f"tenants/T/people/{id}", {"id": id, **data}) for id, data in documents.items()])
    return People(Reads(store, "T"))


async def test_a_document_of_an_older_schema_is_upgraded_when_it_is_read() -> None:
    found = await (await people(ada={"name": "Ada Lovelace", "schemaVersion": 1})).get("ada")
    assert (found.given_name, found.family_name) == ("Ada", "Lovelace")


async def test_a_document_of_the_current_schema_is_read_as_it_is() -> None:
    data = {"givenName": "Alan", "familyName": "Turing", "schemaVersion": 2}
    assert (await (await people(alan=data)).get("alan")).family_name == "Turing"


async def test_a_document_of_a_newer_schema_is_not_misread() -> None:
    with pytest.raises(InternalError, match="newer version"):
        await (await people(new={"schemaVersion": 3})).get("new")


async def test_fields_a_newer_version_added_within_the_schema_are_ignored() -> None:
    data = {"givenName": "Grace", "familyName": "Hopper", "rank": "admiral", "schemaVersion": 2}
    assert (await (await people(grace=data)).get("grace")).given_name == "Grace"


@pytest.mark.parametrize("id", ["", "a/b", ".", "..", "__x__", "x" * 300, "a\x00b"])
async def test_an_id_that_can_not_be_one_finds_nothing(id: str) -> None:
    with pytest.raises(NotFound):
        await (await people()).get(id)


async def test_many_are_found_in_the_order_asked_in_one_round_trip() -> None:
    data = {"givenName": "A", "familyName": "B", "schemaVersion": 2}
    repository = await people(a=data, b=data)
    found = await repository.get_many(["b", "missing", "a"])
    assert [each.id if each else None for each in found] == ["b", None, "a"]
