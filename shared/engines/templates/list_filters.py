"""Filters that take lists, or what can be read as one, as nunjucks has them."""

from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

from shared.engines.templates.budget import Budget
from shared.engines.templates.errors import TemplateError
from shared.engines.templates.members import member
from shared.engines.templates.predicates import PREDICATES
from shared.engines.templates.values import (
    UNDEFINED,
    Value,
    add,
    compared,
    items_of,
    kind_of,
    ordered,
    strictly_equal,
    text_length,
    to_number,
    to_text,
    truthy,
)

NOTHING = (None, UNDEFINED, False)


def paid_items(budget: Budget, value: Value) -> list[Value]:
    """Return the items of a value, each paid for; raise TemplateError where it has none."""
    items = list(items_of(value))
    budget.step(len(items))
    return items


def count_or(value: Value, default: int) -> int:
    """Return a number given as a count; the default for nothing, for 0 and for what is no number."""
    count = to_number(value) if value is not UNDEFINED else 0
    return int(max(-(2**31), min(2**31, count))) if count == count and count else default


def _batch(budget: Budget, value: Value, size: Value = UNDEFINED, fill: Value = UNDEFINED) -> list[list[Value]]:
    items, width = paid_items(budget, value), count_or(size, 0)
    if width <= 0:
        return [items] if items else []
    rows = [items[place : place + width] for place in range(0, len(items), width)]
    if rows and truthy(fill):
        budget.step(width)
        rows[-1] += [fill] * (width - len(rows[-1]))
    return rows


def _dictsort(budget: Budget, value: Value, case_sensitive: Value = False, by: Value = UNDEFINED) -> list[list[Value]]:
    if not isinstance(value, dict):
        raise TemplateError("dictsort sorts an object")
    if by is not UNDEFINED and by not in ("key", "value"):
        raise TemplateError('dictsort sorts by "key" or "value"')
    side = 1 if by == "value" else 0

    def key(pair: list[Value]) -> Value:
        found = pair[side]
        return found.upper() if isinstance(found, str) and not truthy(case_sensitive) else found

    def order(one: list[Value], other: list[Value]) -> int:
        budget.step()
        a, b = key(one), key(other)
        return 1 if compared(">", a, b) else 0 if strictly_equal(a, b) else -1

    return sorted(([name, each] for name, each in ordered(value).items()), key=cmp_to_key(order))


def _first(_: Budget, value: Value) -> Value:
    return _at(value, 0)


def _last(_: Budget, value: Value) -> Value:
    return _at(value, len(value) - 1 if isinstance(value, list | str) else 0)


def _at(value: Value, place: int) -> Value:
    if value is None or value is UNDEFINED:
        raise TemplateError(f"expected a list, found {kind_of(value)}")
    return member(value, place)


def _groupby(budget: Budget, value: Value, attribute: Value = UNDEFINED) -> dict[str, list[Value]]:
    groups: dict[str, list[Value]] = {}
    for item in paid_items(budget, value):
        groups.setdefault(to_text(_attribute(item, attribute)), []).append(item)
    return groups


def _attribute(item: Value, path: Value) -> Value:
    """Return an item's attribute; a text with dots leads into it."""
    if not isinstance(path, str):
        return item if path is UNDEFINED or path is None else member(item, path)
    for part in path.split("."):
        item = member(item, part)
    return item


def _join(budget: Budget, value: Value, separator: Value = UNDEFINED, attribute: Value = UNDEFINED) -> str:
    if not isinstance(value, list):
        raise TemplateError(f"expected a list, found {kind_of(value)}")
    items = paid_items(budget, value)
    if truthy(attribute):
        items = [member(item, attribute) for item in items]
    between = to_text(separator) if truthy(separator) else ""
    parts = ["" if each is None or each is UNDEFINED else to_text(each) for each in items]
    budget.write(len(between) * len(parts) + sum(map(len, parts)))
    return between.join(parts)


def _length(_: Budget, value: Value) -> Value:
    if any(value is each for each in NOTHING):
        return 0
    return text_length(value) if isinstance(value, str) else len(value) if isinstance(value, list | dict) else UNDEFINED


def _list(budget: Budget, value: Value) -> list[Value]:
    if isinstance(value, dict):
        return [{"key": key, "value": each} for key, each in ordered(value).items()]
    return paid_items(budget, value)


def _picked(*, wanted: bool) -> Callable[..., list[Value]]:
    def pick(budget: Budget, value: Value, test: Value = "truthy", other: Value = UNDEFINED) -> list[Value]:
        name = to_text(test)
        if name not in PREDICATES:
            raise TemplateError(f"test not found: {name}")
        items = value if isinstance(value, list | str) else []
        return [item for item in paid_items(budget, items) if PREDICATES[name](item, other) is wanted]

    return pick


def _picked_by(*, wanted: bool) -> Callable[..., list[Value]]:
    def pick(budget: Budget, value: Value, attribute: Value = UNDEFINED) -> list[Value]:
        if not isinstance(value, list):
            raise TemplateError(f"expected a list, found {kind_of(value)}")
        return [item for item in paid_items(budget, value) if truthy(member(item, attribute)) is wanted]

    return pick


def _reverse(budget: Budget, value: Value) -> Value:
    return value[::-1] if isinstance(value, str) else paid_items(budget, value)[::-1]


def _slice(budget: Budget, value: Value, slices: Value = UNDEFINED, fill: Value = UNDEFINED) -> list[list[Value]]:
    items, count = paid_items(budget, value), count_or(slices, 0)
    budget.step(max(0, count))
    parts: list[list[Value]] = []
    place = 0
    for part in range(count):
        width = len(items) // count + (part < len(items) % count)
        parts.append(items[place : place + width] + ([fill] if truthy(fill) and part >= len(items) % count else []))
        place += width
    return parts


def _sort(
    budget: Budget, value: Value, reverse: Value = False, case_sensitive: Value = False, attribute: Value = UNDEFINED
) -> list[Value]:
    def key(item: Value) -> Value:
        found = _attribute(item, attribute) if truthy(attribute) else item
        return found.lower() if isinstance(found, str) and not truthy(case_sensitive) else found

    def order(one: Value, other: Value) -> int:
        budget.step()
        a, b = key(one), key(other)
        sign = -1 if truthy(reverse) else 1
        return -sign if compared("<", a, b) else sign if compared(">", a, b) else 0

    return sorted(paid_items(budget, value), key=cmp_to_key(order))


def _sum(budget: Budget, value: Value, attribute: Value = UNDEFINED, start: Value = 0) -> Value:
    total: Value = 0
    for item in paid_items(budget, value):
        total = add(total, member(item, attribute) if truthy(attribute) else item)
        budget.write(len(total) if isinstance(total, str) else 0)
    return add(start, total)


LIST_FILTERS: dict[str, Callable[..., Any]] = {
    "batch": _batch,
    "dictsort": _dictsort,
    "first": _first,
    "groupby": _groupby,
    "join": _join,
    "last": _last,
    "length": _length,
    "list": _list,
    "reject": _picked(wanted=False),
    "rejectattr": _picked_by(wanted=False),
    "reverse": _reverse,
    "select": _picked(wanted=True),
    "selectattr": _picked_by(wanted=True),
    "slice": _slice,
    "sort": _sort,
    "sum": _sum,
}
