import json

from shared.data.query import QueryShape
from shared.runtime.entry_points import ROOT
from tools.generate.indexes import grouped_fields, shapes


def test_a_group_sorted_by_one_field_alone_needs_that_field_indexed_in_the_group() -> None:
    shape = QueryShape("tasks", sorts=(("-at",), ("at",), ("at", "name")), group=True)
    assert grouped_fields(shape) == {"at": {"ASCENDING", "DESCENDING"}}
    assert grouped_fields(QueryShape("tasks", equals=("shard",), required=("shard",), group=True)) == {}
    assert grouped_fields(QueryShape("tasks")) == {}


def test_every_such_field_is_in_the_file_beside_what_firestore_indexes_by_itself() -> None:
    overrides = {
        (each["collectionGroup"], each["fieldPath"]): each["indexes"]
        for each in json.loads((ROOT / "firestore.indexes.json").read_text())["fieldOverrides"]
    }
    asked = [(shape.collection, *each) for shape in shapes(QueryShape) for each in grouped_fields(shape).items()]
    assert ("suiteSchedules", "dueAt", {"ASCENDING"}) in asked
    for collection, field, orders in asked:
        indexes = overrides[collection, field]
        for order in orders:
            assert {"order": order, "queryScope": "COLLECTION_GROUP"} in indexes
        assert {each.get("order") for each in indexes if each["queryScope"] == "COLLECTION"} >= {
            "ASCENDING",
            "DESCENDING",
        }
