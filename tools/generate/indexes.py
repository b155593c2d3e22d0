"""firestore.indexes.json: the composite indexes that the declared queries need.

Firestore merges indexes for equality filters and one list, so one index for each (filter, sort) is enough; a single
field needs none in a collection, and an exemption with group scope in a collection group.
"""

import importlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from shared.data.query import QueryShape
from shared.runtime.declare import Declaration
from shared.runtime.entry_points import ROOT

CONTAINS = "CONTAINS"
Index = tuple[str, str, tuple[tuple[str, str], ...]]


def render(declarations: Sequence[Declaration]) -> str:
    """Return the indexes file."""
    found = sorted({index for shape in query_shapes() for index in indexes_for(shape)})
    document = {
        "indexes": [
            {
                "collectionGroup": collection,
                "queryScope": scope,
                "fields": [_field(name, kind) for name, kind in fields],
            }
            for collection, scope, fields in found
        ],
        "fieldOverrides": _overrides(),
    }
    return json.dumps(document, indent=2) + "\n"


def query_shapes() -> list[QueryShape]:
    """Return every query shape that a module of the domains or functions names."""
    places = [*(ROOT / "shared" / "domain").glob("*/repository.py"), *(ROOT / "functions").glob("*/*.py")]
    found: list[QueryShape] = []
    for path in sorted(places):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for value in vars(module).values():
            if isinstance(value, QueryShape) and value not in found:
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


def _field(name: str, kind: str) -> dict[str, Any]:
    return {"fieldPath": name, "arrayConfig" if kind == CONTAINS else "order": kind}


TTL_COLLECTIONS = (
    "chatAnswers",
    "chatSpending",
    "conversationTurns",
    "conversations",
    "counters",
    "deadLetters",
    "deliveries",
    "deliveryFailures",
    "digests",
    "flagCounts",
    "idempotencyKeys",
    "keptCompletions",
    "notifications",
    "operations",
    "roomAwareness",
    "scoreSummaries",
    "scores",
    "seenSpans",
    "traceSessions",
    "traceUsage",
    "webhookDeliveries",
)


SEARCH_FIELDS = ("asOf", "facets", "id", "kind", "texts")
"""What of a search entry nobody queries: it is found by its keys alone, and they are many."""


def _overrides() -> list[dict[str, Any]]:
    """Let Firestore delete what carries an expiry, and index of search entries what they are found by."""
    expiring = [
        {"collectionGroup": collection, "fieldPath": "expiresAt", "ttl": True, "indexes": []}
        for collection in TTL_COLLECTIONS
    ]
    unasked = [{"collectionGroup": "searchEntries", "fieldPath": field, "indexes": []} for field in SEARCH_FIELDS]
    return [*expiring, *unasked]
