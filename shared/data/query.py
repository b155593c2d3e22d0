"""Queries declare their shape, so that the indexes they need can be generated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.data.store import Filter, Operator, Order, StoreQuery


@dataclass(frozen=True, slots=True)
class QueryShape:
    """What a listing may filter and sort by.

    `equals`, `contains` (lists, of which no two are filtered by at once) and `ranges` name document fields; each filter
    is optional unless named in `required`. `sorts` are the orders a caller may choose from, the first is the default:
    `("-createdAt",)` is newest first. A range needs its field to be the first sort key.
    """

    collection: str
    equals: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    sorts: tuple[tuple[str, ...], ...] = (("-createdAt",),)
    ranges: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    group: bool = False

    def filters(self, values: Mapping[str, Any]) -> tuple[Filter, ...]:
        """Return filters for the values that are not None, any of several for a tuple.

        A name outside the shape is a ValueError.
        """
        unknown = set(values) - {*self.equals, *self.contains}
        if unknown:
            raise ValueError(f"{self.collection} declares no filter on {sorted(unknown)}")
        return tuple(
            Filter(name, self._operator(name, value), value) for name, value in values.items() if value is not None
        )

    def _operator(self, name: str, value: Any) -> Operator:
        if name in self.contains:
            return Operator.CONTAINS
        return Operator.IN if isinstance(value, tuple) else Operator.EQUAL

    def bounds(self, ranges: Sequence[Filter], sort: Sequence[str] | None = None) -> tuple[Filter, ...]:
        """Return the range filters; a field that isn't declared, or not the first sort key, is a ValueError."""
        first = self.orders(sort)[0].field
        for each in ranges:
            if each.field not in self.ranges or each.field != first:
                raise ValueError(f"{self.collection} is sorted by {each.field} when it is limited by it")
        return tuple(ranges)

    def orders(self, sort: Sequence[str] | None = None) -> tuple[Order, ...]:
        """Return the sort keys for one of the declared sorts; anything else is a ValueError."""
        chosen = tuple(sort) if sort else self.sorts[0]
        if chosen not in self.sorts:
            raise ValueError(f"{self.collection} can't be sorted by {','.join(chosen)}")
        return tuple(Order(key.removeprefix("-"), key.startswith("-")) for key in chosen)


@dataclass(frozen=True, slots=True)
class VectorShape:
    """By which field of documents the nearest are looked for, among those equal in one of these sets of fields."""

    collection: str
    field: str
    dimensions: int
    equals: tuple[tuple[str, ...], ...]

    def query(self, values: Mapping[str, Any], limit: int) -> StoreQuery:
        """Return the query for the values that are not None; a set of fields that isn't declared is a ValueError."""
        given = {name: value for name, value in values.items() if value is not None}
        if set(given) not in [set(fields) for fields in self.equals]:
            raise ValueError(f"{self.collection} declares no vector index for {sorted(given)}")
        filters = tuple(Filter(name, Operator.EQUAL, value) for name, value in given.items())
        return StoreQuery(self.collection, filters, limit=limit)
