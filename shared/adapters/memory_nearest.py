"""What is nearest to a vector among documents in memory: every one is compared."""

from collections.abc import Mapping
from dataclasses import replace
from heapq import nsmallest
from math import sqrt
from operator import mul

from shared.adapters.memory_query import matching, of_fields
from shared.adapters.query_plan import QueryPlan
from shared.data.store import Document, Neighbour, Vector


def neighbours(
    plan: QueryPlan, collections: Mapping[str, Mapping[str, Document]], field: str, to: Vector
) -> list[Neighbour]:
    """Return the nearest of the documents that pass every filter, by their angles; of two as near, by path."""
    found: list[Neighbour] = []
    length = _length(to)
    for document in matching(plan, collections):
        vector = document.data.get(field)
        if isinstance(vector, Vector) and len(vector) == len(to):
            cosine = sum(map(mul, vector, to)) / (_length(vector) * length)
            found.append(Neighbour(document, 1 - cosine))
    best = nsmallest(plan.limit or 0, found, key=lambda each: (each.distance, each.document.path))
    return [replace(each, document=_without(each.document, field, plan.only)) for each in best]


def _without(document: Document, field: str, only: tuple[str, ...]) -> Document:
    return of_fields(document, only or tuple(name for name in document.data if name != field))


def _length(vector: Vector) -> float:
    return sqrt(sum(map(mul, vector, vector)))
