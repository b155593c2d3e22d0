"""Filters, as nunjucks has them, and promptfoo's `load`.

A filter takes the budget, the value and its arguments; what it is going to put together it pays for first. Left out:
`random`, because the same template and variables render the same text, and `urlize`, which makes web pages.
"""

import json
import math
import re
from collections.abc import Callable
from functools import cmp_to_key
from typing import Any
from urllib.parse import quote

from shared.engines.templates.budget import Budget
from shared.engines.templates.errors import TemplateError
from shared.engines.templates.members import member
from shared.engines.templates.predicates import PREDICATES
from shared.engines.templates.values import (
    UNDEFINED,
    Value,
    add,
    arithmetic,
    as_float,
    compared,
    dump,
    is_number,
    items_of,
    kind_of,
    number,
    ordered,
    parse_float,
    parse_int,
    strictly_equal,
    text_length,
    to_number,
    to_text,
    truthy,
)

_TAG = re.compile(r"</?[a-z][a-z0-9]*\b[^>]*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_ESCAPES = str.maketrans(
    {"&": "&amp;", '"': "&quot;", "'": "&#39;", "<": "&lt;", ">": "&gt;", "\\": "&#92;", "`": "&#96;"}
)
_NOTHING = (None, UNDEFINED, False)


def _text(value: Value) -> str:
    """Return a text; nothing, null and false are empty."""
    if any(value is each for each in _NOTHING):
        return ""
    if not isinstance(value, str):
        raise TemplateError(f"expected a text, found {kind_of(value)}")
    return value


def _items(budget: Budget, value: Value) -> list[Value]:
    items = list(items_of(value))
    budget.step(len(items))
    return items


def _count(value: Value, default: int) -> int:
    """Return a number given as a count; the default for nothing, for 0 and for what is no number."""
    count = to_number(value) if value is not UNDEFINED else 0
    return int(max(-(2**31), min(2**31, count))) if count == count and count else default


def _batch(budget: Budget, value: Value, size: Value = UNDEFINED, fill: Value = UNDEFINED) -> list[list[Value]]:
    items, width = _items(budget, value), _count(size, 0)
    if width <= 0:
        return [items] if items else []
    rows = [items[place : place + width] for place in range(0, len(items), width)]
    if rows and truthy(fill):
        budget.step(width)
        rows[-1] += [fill] * (width - len(rows[-1]))
    return rows


def _capitalize(_: Budget, value: Value) -> str:
    text = _text(value).lower()
    return text[:1].upper() + text[1:]


def _center(budget: Budget, value: Value, width: Value = UNDEFINED) -> str:
    text = _text(value)
    spaces = _count(width, 80) - text_length(text)
    if spaces <= 0:
        return text
    budget.write(spaces)
    # nunjucks subtracts a whole space from a half for odd widths, and repeat() drops the fraction that is left.
    before = math.ceil(max(0.0, spaces / 2 - spaces % 2))
    return " " * before + text + " " * math.ceil(spaces / 2)


def _default(_: Budget, value: Value, default: Value = UNDEFINED, boolean: Value = False) -> Value:
    if truthy(boolean):
        return value if truthy(value) else default
    return default if value is UNDEFINED else value


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


def _escape(_: Budget, value: Value) -> str:
    return "" if value is None or value is UNDEFINED else to_text(value).translate(_ESCAPES)


def _first(_: Budget, value: Value) -> Value:
    return _at(value, 0)


def _last(_: Budget, value: Value) -> Value:
    return _at(value, len(value) - 1 if isinstance(value, list | str) else 0)


def _at(value: Value, place: int) -> Value:
    if value is None or value is UNDEFINED:
        raise TemplateError(f"expected a list, found {kind_of(value)}")
    return member(value, place)


def _float(_: Budget, value: Value, default: Value = UNDEFINED) -> Value:
    read = parse_float(value)
    return default if read != read else read


def _groupby(budget: Budget, value: Value, attribute: Value = UNDEFINED) -> dict[str, list[Value]]:
    groups: dict[str, list[Value]] = {}
    for item in _items(budget, value):
        groups.setdefault(to_text(_attribute(item, attribute)), []).append(item)
    return groups


def _attribute(item: Value, path: Value) -> Value:
    """Return an item's attribute; a text with dots leads into it."""
    if not isinstance(path, str):
        return item if path is UNDEFINED or path is None else member(item, path)
    for part in path.split("."):
        item = member(item, part)
    return item


def _indent(budget: Budget, value: Value, width: Value = UNDEFINED, first: Value = False) -> str:
    lines, spaces = _text(value).split("\n"), max(0, _count(width, 4))
    budget.write(len(lines) * spaces)
    return "\n".join(
        line if number == 0 and not truthy(first) else " " * spaces + line for number, line in enumerate(lines)
    )


def _int(_: Budget, value: Value, default: Value = UNDEFINED, base: Value = 10) -> Value:
    read = parse_int(value, _count(base, 10))
    return default if read != read else read


def _join(budget: Budget, value: Value, separator: Value = UNDEFINED, attribute: Value = UNDEFINED) -> str:
    if not isinstance(value, list):
        raise TemplateError(f"expected a list, found {kind_of(value)}")
    items = _items(budget, value)
    if truthy(attribute):
        items = [member(item, attribute) for item in items]
    between = to_text(separator) if truthy(separator) else ""
    parts = ["" if each is None or each is UNDEFINED else to_text(each) for each in items]
    budget.write(len(between) * len(parts) + sum(map(len, parts)))
    return between.join(parts)


def _length(_: Budget, value: Value) -> Value:
    if any(value is each for each in _NOTHING):
        return 0
    return text_length(value) if isinstance(value, str) else len(value) if isinstance(value, list | dict) else UNDEFINED


def _list(budget: Budget, value: Value) -> list[Value]:
    if isinstance(value, dict):
        return [{"key": key, "value": each} for key, each in ordered(value).items()]
    return _items(budget, value)


def _load(_: Budget, value: Value) -> Value:
    try:
        return json.loads(_text(value), parse_int=lambda digits: number(int(digits[:400])))
    except (ValueError, RecursionError) as error:
        raise TemplateError("this is no JSON") from error


def _nl2br(budget: Budget, value: Value) -> str:
    text = "" if value is None or value is UNDEFINED else _text(value)
    budget.write(6 * text.count("\n"))
    return re.sub(r"\r\n|\n", "<br />\n", text)


def _picked(*, wanted: bool) -> Callable[..., list[Value]]:
    def pick(budget: Budget, value: Value, test: Value = "truthy", other: Value = UNDEFINED) -> list[Value]:
        name = to_text(test)
        if name not in PREDICATES:
            raise TemplateError(f"test not found: {name}")
        items = value if isinstance(value, list | str) else []
        return [item for item in _items(budget, items) if PREDICATES[name](item, other) is wanted]

    return pick


def _picked_by(*, wanted: bool) -> Callable[..., list[Value]]:
    def pick(budget: Budget, value: Value, attribute: Value = UNDEFINED) -> list[Value]:
        if not isinstance(value, list):
            raise TemplateError(f"expected a list, found {kind_of(value)}")
        return [item for item in _items(budget, value) if truthy(member(item, attribute)) is wanted]

    return pick


def _replace(budget: Budget, value: Value, old: Value = UNDEFINED, new: Value = UNDEFINED, times: Value = -1) -> Value:
    searched = to_text(old) if is_number(old) else old
    text = to_text(value) if is_number(value) else value
    if not isinstance(searched, str) or not isinstance(text, str):
        return value
    put, most = to_text(new), int(to_number(times)) if is_number(times) else -1
    if not searched:
        budget.write((len(text) + 1) * len(put))
        return put + put.join(text) + put
    found = text.count(searched) if most < 0 else min(most, text.count(searched))
    budget.write(len(text) + found * len(put))
    return text.replace(searched, put, most)


def _reverse(budget: Budget, value: Value) -> Value:
    return value[::-1] if isinstance(value, str) else _items(budget, value)[::-1]


def _round(_: Budget, value: Value, precision: Value = 0, method: Value = UNDEFINED) -> float:
    factor = arithmetic("**", 10, precision if truthy(precision) else 0)
    scaled = as_float(arithmetic("*", value, factor))
    if not math.isfinite(scaled):
        return scaled
    rounded = {"ceil": math.ceil(scaled), "floor": math.floor(scaled)}.get(to_text(method), math.floor(scaled + 0.5))
    return arithmetic("/", rounded, factor)


def _safe(_: Budget, value: Value) -> str:
    return "" if value is None or value is UNDEFINED else to_text(value)


def _slice(budget: Budget, value: Value, slices: Value = UNDEFINED, fill: Value = UNDEFINED) -> list[list[Value]]:
    items, count = _items(budget, value), _count(slices, 0)
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

    return sorted(_items(budget, value), key=cmp_to_key(order))


def _string(_: Budget, value: Value) -> str:
    if value is None or value is UNDEFINED:
        raise TemplateError(f"expected a value, found {kind_of(value)}")
    return to_text(value)


def _striptags(_: Budget, value: Value, keep_lines: Value = False) -> str:
    text = _TAG.sub("", _text(value)).strip()
    if not truthy(keep_lines):
        return re.sub(r"\s+", " ", text)
    text = re.sub(r" +", " ", re.sub(r"^ +| +$", "", text, flags=re.MULTILINE))
    return re.sub(r"\n\n\n+", "\n\n", text.replace("\r\n", "\n"))


def _sum(budget: Budget, value: Value, attribute: Value = UNDEFINED, start: Value = 0) -> Value:
    total: Value = 0
    for item in _items(budget, value):
        total = add(total, member(item, attribute) if truthy(attribute) else item)
        budget.write(len(total) if isinstance(total, str) else 0)
    return add(start, total)


def _title(budget: Budget, value: Value) -> str:
    return " ".join(_capitalize(budget, word) for word in _text(value).split(" "))


def _trim(_: Budget, value: Value) -> str:
    if not isinstance(value, str):
        raise TemplateError(f"expected a text, found {kind_of(value)}")
    return value.strip()


def _truncate(_: Budget, value: Value, length: Value = UNDEFINED, kill: Value = False, end: Value = UNDEFINED) -> str:
    text, most = _text(value), _count(length, 255)
    if len(text) <= most:
        return text
    most = max(0, most)
    if not truthy(kill):
        space = text.rfind(" ", 0, most + 1)
        most = most if space < 0 else space
    return text[:most] + ("..." if end is UNDEFINED or end is None else to_text(end))


def _urlencode(budget: Budget, value: Value) -> str:
    if isinstance(value, str):
        return _quoted(value)
    pairs = [[*pair] for pair in ordered(value).items()] if isinstance(value, dict) else _items(budget, value)
    return "&".join(f"{_quoted(to_text(member(pair, 0)))}={_quoted(to_text(member(pair, 1)))}" for pair in pairs)


def _quoted(text: str) -> str:
    return quote(text, safe="!'()*-._~", errors="replace")


def _wordcount(_: Budget, value: Value) -> Value:
    return len(re.findall(r"\w+", _text(value), re.ASCII)) or None


def _abs(_: Budget, value: Value) -> float:
    return number(abs(to_number(value)))


def _dump(_: Budget, value: Value, spaces: Value = None) -> Value:
    return dump(value, spaces)


def _lower(_: Budget, value: Value) -> str:
    return _text(value).lower()


def _upper(_: Budget, value: Value) -> str:
    return _text(value).upper()


FILTERS: dict[str, Callable[..., Any]] = {
    "abs": _abs,
    "batch": _batch,
    "capitalize": _capitalize,
    "center": _center,
    "d": _default,
    "default": _default,
    "dictsort": _dictsort,
    "dump": _dump,
    "e": _escape,
    "escape": _escape,
    "first": _first,
    "float": _float,
    "forceescape": _escape,
    "groupby": _groupby,
    "indent": _indent,
    "int": _int,
    "join": _join,
    "last": _last,
    "length": _length,
    "list": _list,
    "load": _load,
    "lower": _lower,
    "nl2br": _nl2br,
    "reject": _picked(wanted=False),
    "rejectattr": _picked_by(wanted=False),
    "replace": _replace,
    "reverse": _reverse,
    "round": _round,
    "safe": _safe,
    "select": _picked(wanted=True),
    "selectattr": _picked_by(wanted=True),
    "slice": _slice,
    "sort": _sort,
    "string": _string,
    "striptags": _striptags,
    "sum": _sum,
    "title": _title,
    "trim": _trim,
    "truncate": _truncate,
    "upper": _upper,
    "urlencode": _urlencode,
    "wordcount": _wordcount,
}
