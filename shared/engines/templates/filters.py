"""Filters, as nunjucks has them, and promptfoo's `load`.

A filter takes the budget, the value and its arguments; what it is going to put together it pays for first. Left out:
`random`, because the same template and variables render the same text, and `urlize`, which makes web pages.
"""

import json
import math
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from shared.engines.templates.budget import Budget
from shared.engines.templates.errors import TemplateError
from shared.engines.templates.list_filters import LIST_FILTERS, NOTHING, count_or, paid_items
from shared.engines.templates.members import member
from shared.engines.templates.values import (
    UNDEFINED,
    Value,
    arithmetic,
    as_float,
    dump,
    is_number,
    kind_of,
    number,
    ordered,
    parse_float,
    parse_int,
    text_length,
    to_number,
    to_text,
    truthy,
)

_TAG = re.compile(r"</?[a-z][a-z0-9]*\b[^>]*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_ESCAPES = str.maketrans(
    {"&": "&amp;", '"': "&quot;", "'": "&#39;", "<": "&lt;", ">": "&gt;", "\\": "&#92;", "`": "&#96;"}
)


def _text(value: Value) -> str:
    """Return a text; nothing, null and false are empty."""
    if any(value is each for each in NOTHING):
        return ""
    if not isinstance(value, str):
        raise TemplateError(f"expected a text, found {kind_of(value)}")
    return value


def _capitalize(_: Budget, value: Value) -> str:
    text = _text(value).lower()
    return text[:1].upper() + text[1:]


def _center(budget: Budget, value: Value, width: Value = UNDEFINED) -> str:
    text = _text(value)
    spaces = count_or(width, 80) - text_length(text)
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


def _escape(_: Budget, value: Value) -> str:
    return "" if value is None or value is UNDEFINED else to_text(value).translate(_ESCAPES)


def _float(_: Budget, value: Value, default: Value = UNDEFINED) -> Value:
    read = parse_float(value)
    return default if read != read else read


def _indent(budget: Budget, value: Value, width: Value = UNDEFINED, first: Value = False) -> str:
    lines, spaces = _text(value).split("\n"), max(0, count_or(width, 4))
    budget.write(len(lines) * spaces)
    return "\n".join(
        line if number == 0 and not truthy(first) else " " * spaces + line for number, line in enumerate(lines)
    )


def _int(_: Budget, value: Value, default: Value = UNDEFINED, base: Value = 10) -> Value:
    read = parse_int(value, count_or(base, 10))
    return default if read != read else read


def _load(_: Budget, value: Value) -> Value:
    try:
        return json.loads(_text(value), parse_int=lambda digits: number(int(digits[:400])))
    except (ValueError, RecursionError) as error:
        raise TemplateError("this is no JSON") from error


def _nl2br(budget: Budget, value: Value) -> str:
    text = "" if value is None or value is UNDEFINED else _text(value)
    budget.write(6 * text.count("\n"))
    return re.sub(r"\r\n|\n", "<br />\n", text)


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


def _round(_: Budget, value: Value, precision: Value = 0, method: Value = UNDEFINED) -> float:
    factor = arithmetic("**", 10, precision if truthy(precision) else 0)
    scaled = as_float(arithmetic("*", value, factor))
    if not math.isfinite(scaled):
        return scaled
    rounded = {"ceil": math.ceil(scaled), "floor": math.floor(scaled)}.get(to_text(method), math.floor(scaled + 0.5))
    return arithmetic("/", rounded, factor)


def _safe(_: Budget, value: Value) -> str:
    return "" if value is None or value is UNDEFINED else to_text(value)


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


def _title(budget: Budget, value: Value) -> str:
    return " ".join(_capitalize(budget, word) for word in _text(value).split(" "))


def _trim(_: Budget, value: Value) -> str:
    if not isinstance(value, str):
        raise TemplateError(f"expected a text, found {kind_of(value)}")
    return value.strip()


def _truncate(_: Budget, value: Value, length: Value = UNDEFINED, kill: Value = False, end: Value = UNDEFINED) -> str:
    text, most = _text(value), count_or(length, 255)
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
    pairs = [[*pair] for pair in ordered(value).items()] if isinstance(value, dict) else paid_items(budget, value)
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
    **LIST_FILTERS,
    "abs": _abs,
    "capitalize": _capitalize,
    "center": _center,
    "d": _default,
    "default": _default,
    "dump": _dump,
    "e": _escape,
    "escape": _escape,
    "float": _float,
    "forceescape": _escape,
    "indent": _indent,
    "int": _int,
    "load": _load,
    "lower": _lower,
    "nl2br": _nl2br,
    "replace": _replace,
    "round": _round,
    "safe": _safe,
    "string": _string,
    "striptags": _striptags,
    "title": _title,
    "trim": _trim,
    "truncate": _truncate,
    "upper": _upper,
    "urlencode": _urlencode,
    "wordcount": _wordcount,
}
