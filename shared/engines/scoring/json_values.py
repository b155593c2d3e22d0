"""JSON as programs print it: read within bounds, and compared by value."""

import json
from decimal import Decimal
from operator import itemgetter
from typing import Any, cast

from shared.engines.scoring import numbers
from shared.engines.scoring.numbers import Tolerance
from shared.engines.scoring.texts import excerpt

MAX_VALUES = 250_000
"""How many commas and opening brackets a text may have, those in strings included: it bounds the memory."""

MAX_DEPTH = 100
"""How deep arrays and objects may nest."""

_TOO_DEEP = f"nested more than {MAX_DEPTH} deep"
_KINDS = ("null", "a boolean", "a number", "a string", "an array", "an object")
_BOOLEAN, _NUMBER, _STRING, _ARRAY, _OBJECT = range(1, 6)

Canonical = tuple[int, Any]
"""A kind and its value, so that any two can be ordered; objects are their items in the order of the keys."""


def read(raw: bytes, *, unordered_arrays: bool) -> Canonical:
    """Return the one value that the text is, its arrays sorted if their order doesn't matter.

    Raise ValueError, saying why, for what is not JSON, for NaN and infinities, for keys that appear twice, and for what
    exceeds the bounds.
    """
    if sum(raw.count(mark) for mark in (b",", b"[", b"{")) > MAX_VALUES:
        raise ValueError(f"more than {MAX_VALUES} commas and opening brackets")
    try:
        value = json.loads(
            raw.decode(), parse_int=_number, parse_float=_number, parse_constant=_no_number, object_pairs_hook=_object
        )
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    return _canonical(value, unordered_arrays, 0)


def difference(actual: Canonical, expected: Canonical, tolerance: Tolerance, pointer: str = "") -> str | None:
    """Return a line about the first place where the values differ, None where they don't.

    Arrays that were sorted are compared in that order, which finds every match of numbers, strings and the like; a
    tolerance and sorted arrays of arrays or objects don't go together (`pairs_well`).
    """
    if actual == expected:
        return None
    (kind, got), (wanted_kind, want) = actual, expected
    at = f"at {excerpt(pointer)}: " if pointer else ""
    if kind != wanted_kind:
        return f"{at}expected {_KINDS[wanted_kind]}, got {_KINDS[kind]}"
    if kind == _ARRAY:
        if len(got) != len(want):
            return f"{at}expected {len(want)} elements, got {len(got)}"
        pairs = zip(range(len(want)), got, want, strict=True)
    elif kind == _OBJECT:
        keys, wanted_keys = {key for key, _ in got}, {key for key, _ in want}
        if keys != wanted_keys:
            key = min(keys ^ wanted_keys)
            return f"{at}the key {excerpt(key)} is {'missing' if key in wanted_keys else 'not expected'}"
        pairs = ((key, one, other) for (key, one), (_, other) in zip(got, want, strict=True))
    elif kind == _NUMBER and numbers.close(got, want, tolerance):
        return None
    else:
        return f"{at}expected {_shown(kind, want)}, got {_shown(kind, got)}"
    differences = (difference(one, other, tolerance, f"{pointer}/{step}") for step, one, other in pairs)
    return next((each for each in differences if each is not None), None)


def pairs_well(value: Canonical) -> bool:
    """Tell whether no array in the value has several elements of which one is an array or an object."""
    kind, content = value
    if kind == _OBJECT:
        return all(pairs_well(each) for _, each in content)
    if kind != _ARRAY:
        return True
    return all(pairs_well(each) and (len(content) == 1 or each[0] < _ARRAY) for each in content)


def _canonical(value: Any, unordered: bool, depth: int) -> Canonical:
    match value:
        case None:
            return 0, None
        case bool():
            return _BOOLEAN, value
        case Decimal():
            return _NUMBER, value
        case str():
            return _STRING, value
        case _ if depth == MAX_DEPTH:
            raise ValueError(_TOO_DEEP)
        case list():
            elements = (_canonical(each, unordered, depth + 1) for each in cast(list[Any], value))
            return _ARRAY, tuple(sorted(elements) if unordered else elements)
        case _:
            items = ((key, _canonical(each, unordered, depth + 1)) for key, each in value.items())
            return _OBJECT, tuple(sorted(items, key=itemgetter(0)))


def _number(text: str) -> Decimal:
    number = numbers.parse(text)
    return number if number is not None else _no_number(text)


def _no_number(text: str) -> Any:
    raise ValueError(f"{excerpt(text)} is no number in JSON")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen = set[str]()
        key = next(key for key, _ in pairs if key in seen or seen.add(key))
        raise ValueError(f"the key {excerpt(key)} appears twice")
    return found


def _shown(kind: int, value: Any) -> str:
    if kind == _STRING:
        return excerpt(value)
    return str(value).lower()[:60] if kind == _BOOLEAN else str(value)[:60]
