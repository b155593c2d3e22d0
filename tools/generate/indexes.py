"""firestore.indexes.json: the composite indexes that the declared queries need.

Firestore merges indexes for equality filters and one list, so one index for each (filter, sort) is enough; a single
field needs none in a collection, and an exemption with group scope in a collection group.
"""

import importlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from shared.data.query import QueryShape, VectorShape
from shared.runtime.declare import Declaration
from shared.runtime.entry_points import ROOT

CONTAINS = "CONTAINS"
S = TypeVar("S", QueryShape, VectorShape)
Index = tuple[str, str, tuple[tuple[str, str], ...]]


def render(declarations: Sequence[Declaration]) -> str:
    """Return the indexes file."""
    found = sorted({index for shape in shapes(QueryShape) for index in indexes_for(shape)})
    document = {
        "indexes": [
            {
                "collectionGroup": collection,
                "queryScope": scope,
                "fields": [_field(name, kind) for name, kind in fields],
            }
            for collection, scope, fields in found
        ]
        + [index for shape in shapes(VectorShape) for index in _vector_indexes(shape)],
        "fieldOverrides": _overrides(),
    }
    return json.dumps(document, indent=2) + "\n"


def shapes(kind: type[S]) -> list[S]:
    """Return every shape of a kind that a module of the domains or functions names."""
    places = [*(ROOT / "shared" / "domain").glob("*/repository.py"), *(ROOT / "functions").glob("*/*.py")]
    found: list[S] = []
    for path in sorted(places):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for value in vars(module).values():
            if isinstance(value, kind) and value not in found:
                found.append(value)
    return found


def indexes_for(shape: QueryShape) -> Iterator[Index]:
    """Yield the composite indexes of one shape."""
    scope = "COLLECTION_GROUP" if shape.group else "COLLECTION"
    for sort in shape.sorts:
        orders = tuple((key.removeprefix("-"), "DESCENDING" if key.startswith("-") else "ASCENDING") for key in sort)
        if len(orders) > 1:
            yield (shape.collection, scope, orders)
        for field in shape.equals:
            if field not in {name for name, _ in orders}:
                yield (shape.collection, scope, ((field, "ASCENDING"), *orders))
        for field in shape.contains:
            yield (shape.collection, scope, ((field, CONTAINS), *orders))


def _vector_indexes(shape: VectorShape) -> Iterator[dict[str, Any]]:
    """Yield an index for each set of fields: Firestore merges none for vectors, and the vector comes last."""
    vector = {"fieldPath": shape.field, "vectorConfig": {"dimension": shape.dimensions, "flat": {}}}
    for names in shape.equals:
        fields = [*(_field(name, "ASCENDING") for name in names), vector]
        yield {"collectionGroup": shape.collection, "queryScope": "COLLECTION", "fields": fields}


def _field(name: str, kind: str) -> dict[str, Any]:
    return {"fieldPath": name, "arrayConfig" if kind == CONTAINS else "order": kind}


TTL_COLLECTIONS = (
    "backupSources",
    "chatAnswers",
    "chatSpending",
    "conversationTurns",
    "conversations",
    "costEntries",
    "counters",
    "deadLetters",
    "deliveries",
    "deliveryFailures",
    "digests",
    "flagCounts",
    "idempotencyKeys",
    "inboundEvents",
    "keptCompletions",
    "notifications",
    "operations",
    "roomAwareness",
    "scoreSummaries",
    "scores",
    "securityEvents",
    "seenSpans",
    "serviceCounts",
    "stripeEvents",
    "traceSessions",
    "traceUsage",
    "webhookDeliveries",
)


UNASKED = {
    "knowledgeChunks": ("heading", "key", "text", "textHash"),
    "serviceCounts": ("endpoints",),
    "searchEntries": ("asOf", "facets", "id", "kind", "texts"),
}
"""What nobody queries, of documents that are many: a search entry is found by its keys, a chunk by its vector."""


def grouped_fields(shape: QueryShape) -> dict[str, set[str]]:
    """Return by field the orders in which a shape sorts all collections of its name by that field alone."""
    found: dict[str, set[str]] = {}
    if not shape.group or shape.required:
        return found
    for sort in shape.sorts:
        if len(sort) == 1:
            order = "DESCENDING" if sort[0].startswith("-") else "ASCENDING"
            found.setdefault(sort[0].removeprefix("-"), set()).add(order)
    return found


def _group_overrides() -> Iterator[dict[str, Any]]:
    """Yield what Firestore indexes of such a field: what it does of any, and its order in the whole group."""
    wanted: dict[tuple[str, str], set[str]] = {}
    for shape in shapes(QueryShape):
        for field, orders in grouped_fields(shape).items():
            wanted.setdefault((shape.collection, field), set()).update(orders)
    for (collection, field), orders in sorted(wanted.items()):
        usual = ({"order": "ASCENDING"}, {"order": "DESCENDING"}, {"arrayConfig": CONTAINS})
        indexes = [{**each, "queryScope": "COLLECTION"} for each in usual]
        indexes += [{"order": order, "queryScope": "COLLECTION_GROUP"} for order in sorted(orders)]
        yield {"collectionGroup": collection, "fieldPath": field, "indexes": indexes}


def _overrides() -> list[dict[str, Any]]:
    """Let Firestore delete what carries an expiry, and index of what is many only what it is found by.

    Across tenants a single field needs an index of its own.
    """
    expiring = [
        {"collectionGroup": collection, "fieldPath": "expiresAt", "ttl": True, "indexes": []}
        for collection in TTL_COLLECTIONS
    ]
    unasked = [
        {"collectionGroup": collection, "fieldPath": field, "indexes": []}
        for collection, fields in UNASKED.items()
        for field in fields
    ]
    return [*expiring, *unasked, *_group_overrides()]
