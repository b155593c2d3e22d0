"""What every store makes of a query before it runs: its full order, and what it refuses."""

from dataclasses import dataclass
from math import prod
from typing import Any, cast

from shared.adapters.values import checked_path, normalised
from shared.data.store import Filter, Operator, Order, StoreQuery

RANGES = frozenset({Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL})
ALTERNATIVES = frozenset({Operator.IN, Operator.CONTAINS_ANY})
MAX_ALTERNATIVES = 30
MAX_NEAREST = 1_000


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """A checked query. `parent` is the document above the collection, or empty at the root."""

    parent: str
    collection_id: str
    group: bool
    filters: tuple[Filter, ...]
    orders: tuple[Order, ...]
    path_descending: bool
    limit: int | None
    after: tuple[Any, ...] | None
    only: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing can match, so that nobody need be asked."""
        return self.limit == 0 or any(item.operator in ALTERNATIVES and not item.value for item in self.filters)


def plan(query: StoreQuery) -> QueryPlan:
    """Check a query and complete its order; raise ValueError for what no index could serve."""
    parent, _, collection_id = checked_path(query.collection, collection=True).rpartition("/")
    if query.group and parent:
        raise ValueError("a group query names a collection, not a path")
    if query.limit is not None and query.limit < 0:
        raise ValueError("a limit is not negative")
    filters = tuple(Filter(item.field, item.operator, _operand(item)) for item in query.filters)
    ranged = list(dict.fromkeys(item.field for item in filters if item.operator in RANGES))
    orders = query.orders or tuple(Order(field) for field in ranged)
    if len(ranged) > 1 or (ranged and orders[0].field != ranged[0]):
        raise ValueError("a range's field must be the first sort key, and the only one")
    if prod(len(item.value) or 1 for item in filters if item.operator in ALTERNATIVES) > MAX_ALTERNATIVES:
        raise ValueError(f"more than {MAX_ALTERNATIVES} alternatives in one query")
    if sum(item.operator in (Operator.CONTAINS, Operator.CONTAINS_ANY) for item in filters) > 1:
        raise ValueError("a query looks into one list")
    after = query.after
    if after is not None:
        if len(after) != len(orders) + 1:
            raise ValueError("a cursor holds one value for each sort key, then a path")
        after = (*(_plain(value) for value in after[:-1]), checked_path(after[-1]))
    descending = orders[-1].descending if orders else False
    return QueryPlan(parent, collection_id, query.group, filters, orders, descending, query.limit, after, query.only)


def plan_nearest(query: StoreQuery, field: str) -> QueryPlan:
    """Check a query for what is nearest; raise ValueError for what no vector index could serve."""
    if query.orders or query.after or query.limit is None or query.limit > MAX_NEAREST:
        raise ValueError(f"what is nearest has a limit, {MAX_NEAREST} at most, and no other order")
    if any(item.operator is not Operator.EQUAL for item in query.filters):
        raise ValueError("what is nearest is filtered by equality")
    if field in query.only:
        raise ValueError("what is nearest comes without its vector")
    return plan(query)


def _operand(item: Filter) -> Any:
    value: Any = _plain(item.value)
    if item.operator in ALTERNATIVES:
        if not isinstance(value, list) or None in value:
            raise ValueError(f"'{item.operator}' on {item.field} takes a list of values")
    elif value is None and item.operator is not Operator.EQUAL:
        raise ValueError(f"{item.operator} on {item.field} takes a value")
    return cast(Any, value)


def _plain(value: Any) -> Any:
    return normalised({"value": value})["value"]
