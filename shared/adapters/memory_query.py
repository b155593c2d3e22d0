"""Queries over documents in memory, compared and sorted as Firestore does."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cmp_to_key
from typing import Any, cast

from shared.adapters.query_plan import RANGES, QueryPlan
from shared.data.store import Document, Filter, Operator, Vector

_MISSING = object()


def selected(plan: QueryPlan, collections: Mapping[str, Mapping[str, Document]]) -> list[Document]:
    """Return the documents of a page, in order."""

    def compare(one: tuple[Any, ...], other: tuple[Any, ...]) -> int:
        for order, left, right in zip(plan.orders, one, other, strict=False):
            found = _compare(sort_key(left), sort_key(right))
            if found:
                return -found if order.descending else found
        found = _compare(one[-1].split("/"), other[-1].split("/"))
        return -found if plan.path_descending else found

    def place(document: Document) -> tuple[Any, ...]:
        return (*(_field(document, order.field) for order in plan.orders), document.path)

    keyed = [(place(document), document) for document in matching(plan, collections)]
    if plan.after is not None:
        after = plan.after
        keyed = [item for item in keyed if compare(item[0], after) > 0]
    keyed.sort(key=cmp_to_key(lambda one, other: compare(one[0], other[0])))
    return [of_fields(document, plan.only) for _, document in keyed[: plan.limit]]


def of_fields(document: Document, only: tuple[str, ...]) -> Document:
    """Return a document with some of its fields alone, all where none are named."""
    if not only:
        return document
    return replace(document, data={name: document.data[name] for name in only if name in document.data})


def matching(plan: QueryPlan, collections: Mapping[str, Mapping[str, Document]]) -> Iterator[Document]:
    """Yield the documents that pass every filter and have every sort key."""
    path = f"{plan.parent}/{plan.collection_id}".lstrip("/")
    for name, documents in collections.items():
        if name == path or (plan.group and name.rpartition("/")[2] == plan.collection_id):
            for document in documents.values():
                if all(_passes(document, item) for item in plan.filters) and all(
                    _field(document, order.field) is not _MISSING for order in plan.orders
                ):
                    yield document


def sort_key(value: Any) -> tuple[int, Any]:
    """Return a value's place among all values: by kind first, then within it."""
    if value is None:
        return (0, 0)
    if isinstance(value, bool):
        return (1, value)
    if isinstance(value, int | float):
        # NaN comes before every other number.
        return (2, (0, 0) if value != value else (1, value))
    if isinstance(value, datetime):
        return (3, value)
    if isinstance(value, str):
        return (4, value)
    if isinstance(value, bytes):
        return (5, value)
    if isinstance(value, list):
        return (6, [sort_key(item) for item in cast("list[Any]", value)])
    if isinstance(value, Vector):
        return (7, (len(value), value))
    items = cast("dict[str, Any]", value)
    return (8, [(name, sort_key(items[name])) for name in sorted(items)])


def _compare(one: Any, other: Any) -> int:
    return (one > other) - (one < other)


def _field(document: Document, path: str) -> Any:
    value: Any = document.data
    for name in path.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return _MISSING
        value = cast("Mapping[str, Any]", value)[name]
    return value


def _passes(document: Document, item: Filter) -> bool:
    value = _field(document, item.field)
    if value is _MISSING:
        return False
    if item.operator is Operator.CONTAINS:
        wanted = sort_key(item.value)
        return isinstance(value, list) and any(sort_key(each) == wanted for each in cast("list[Any]", value))
    if item.operator is Operator.CONTAINS_ANY:
        several = [sort_key(each) for each in item.value]
        return isinstance(value, list) and any(sort_key(each) in several for each in cast("list[Any]", value))
    key = sort_key(value)
    if item.operator is Operator.IN:
        return any(key == sort_key(each) for each in item.value)
    bound = sort_key(item.value)
    if item.operator in RANGES and key[0] != bound[0]:
        return False
    match item.operator:
        case Operator.LESS:
            return key < bound
        case Operator.LESS_OR_EQUAL:
            return key <= bound
        case Operator.GREATER:
            return key > bound
        case Operator.GREATER_OR_EQUAL:
            return key >= bound
        case _:
            return key == bound
