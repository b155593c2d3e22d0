"""JavaScript's values and what its operators make of them.

A value is None (null), UNDEFINED, a bool, an int or float (both a JavaScript number), a str, a list, a dict, or a
`Function`. Whole numbers a double holds exactly are ints, so that they print without a fraction.
"""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from typing_extensions import TypeIs

from shared.engines.templates.errors import TemplateError

MAX_DEPTH = 100
"""Levels of lists and objects within each other that are printed or dumped."""

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?)")
_RADIX = re.compile(r"0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+")
_SPACE = (
    " \t\n\r\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_EXACT = 2**53


class Undefined:
    """JavaScript's undefined."""

    def __repr__(self) -> str:
        return "undefined"


UNDEFINED = Undefined()


class Function:
    """Something a template can call; keyword arguments come as a dict of their own."""

    def __init__(self, call: "Callable[[list[Value], dict[str, Value]], Value]") -> None:
        self.call = call


Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | Function | Undefined | None"


def is_number(value: object) -> TypeIs[int | float]:
    """Tell whether a value is a JavaScript number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def number(value: float) -> int | float:
    """Return a number as values hold it: a whole one that a double holds exactly is an int."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    if isinstance(value, int) and abs(value) >= _EXACT:
        return as_float(value)
    return value


def as_float(value: float) -> float:
    """Return a number as a double; one too large is infinite."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def truthy(value: Value) -> bool:
    """Tell whether JavaScript takes a value for true; empty lists and objects are."""
    if value is None or value is UNDEFINED or value is False or value == "":
        return False
    return not (is_number(value) and (value == 0 or value != value))


def to_text(value: Value, depth: int = 0) -> str:
    """Return String(value)."""
    if depth > MAX_DEPTH:
        raise TemplateError("a value is nested too deeply to be printed")
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case int() | float():
            return _number_text(value)
        case list():
            return ",".join("" if each is None or each is UNDEFINED else to_text(each, depth + 1) for each in value)
        case dict():
            return "[object Object]"
        case Undefined():
            return "undefined"
        case _:
            return "[function]"


def _number_text(value: float) -> str:
    if isinstance(value, int) and abs(value) < _EXACT:
        return str(value)
    value = as_float(value)
    if value != value:
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "0"
    sign, rest = ("-", -value) if value < 0 else ("", value)
    mantissa, _, exponent = f"{rest!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = whole + fraction.rstrip("0")
    point = len(whole) + int(exponent or 0)
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    digits = stripped.rstrip("0") or "0"
    return sign + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    """Return significant digits with the decimal point after the first `point` of them, as JavaScript writes it."""
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    mantissa = digits[0] + (f".{digits[1:]}" if len(digits) > 1 else "")
    return f"{mantissa}e{point - 1:+d}"


def to_number(value: Value) -> int | float:
    """Return Number(value); NaN for what is none."""
    match value:
        case bool():
            return int(value)
        case int() | float():
            return value
        case None:
            return 0
        case str():
            return _read_number(value.strip(_SPACE))
        case list():
            return to_number(to_text(value))
        case _:
            return math.nan


def _read_number(text: str) -> int | float:
    if not text:
        return 0
    if _RADIX.fullmatch(text):
        return number(int(text, 0))
    if _NUMBER.fullmatch(text):
        return number(float(text))
    named = {"Infinity": math.inf, "+Infinity": math.inf, "-Infinity": -math.inf}
    return named.get(text, math.nan)


def parse_float(value: Value) -> float:
    """Return parseFloat(value): the number a text begins with, NaN for none."""
    text = to_text(value).lstrip(_SPACE)
    found = _NUMBER.match(text)
    if found:
        return number(float(found.group()))
    infinite = re.match(r"([+-]?)Infinity", text)
    return math.nan if not infinite else -math.inf if infinite.group(1) == "-" else math.inf


def parse_int(value: Value, base: int = 10) -> float:
    """Return parseInt(value, base): the whole number a text begins with, NaN for none."""
    text = to_text(value).strip(_SPACE)
    sign, text = (-1, text[1:]) if text.startswith("-") else (1, text.removeprefix("+"))
    if base == 16 and text[:2] in ("0x", "0X"):
        text = text[2:]
    if not 2 <= base <= 36:
        return math.nan
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"[:base]
    end = next((place for place, char in enumerate(text) if char.lower() not in digits), len(text))
    return number(sign * as_float(int(text[: min(end, 400)], base))) if end else math.nan


def add(left: Value, right: Value) -> Value:
    """Return left + right: joined texts if either isn't a plain value or is a text, else a sum."""
    if _joins(left) or _joins(right):
        return to_text(left) + to_text(right)
    return arithmetic("+", left, right)


def _joins(value: Value) -> bool:
    return isinstance(value, str | list | dict | Function)


def arithmetic(operator: str, left: Value, right: Value) -> int | float:
    """Return what an arithmetic operator makes of two values."""
    a, b = as_float(to_number(left)), as_float(to_number(right))
    try:
        return number(_ARITHMETIC[operator](a, b))
    except OverflowError:
        return math.inf
    except (ValueError, ZeroDivisionError):
        return math.nan


def _divided(a: float, b: float) -> float:
    if b:
        return a / b
    return math.nan if not a or a != a else math.copysign(math.inf, a) * math.copysign(1.0, b)


def _remainder(a: float, b: float) -> float:
    return math.nan if not b else math.fmod(a, b)


def _power(a: float, b: float) -> float:
    if b != b or (abs(a) == 1 and math.isinf(b)):
        return math.nan
    if not a and b < 0:
        return math.inf
    return math.pow(a, b)


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _divided,
    "%": _remainder,
    "**": _power,
}


def strictly_equal(left: Value, right: Value) -> bool:
    """Return left === right; lists and objects are equal to themselves only."""
    if is_number(left) and is_number(right):
        return left == right
    if isinstance(left, list | dict | Function) or isinstance(right, list | dict | Function):
        return left is right
    return type(left) is type(right) and left == right


def loosely_equal(left: Value, right: Value) -> bool:
    """Return left == right."""
    nothing = (left is None or left is UNDEFINED, right is None or right is UNDEFINED)
    if any(nothing):
        return all(nothing)
    compound = (isinstance(left, list | dict | Function), isinstance(right, list | dict | Function))
    if all(compound) or (isinstance(left, str) and isinstance(right, str)):
        return strictly_equal(left, right)
    if any(compound):
        left, right = (to_text(each) if isinstance(each, list | dict | Function) else each for each in (left, right))
        return loosely_equal(left, right)
    return to_number(left) == to_number(right)


def compared(operator: str, left: Value, right: Value) -> bool:
    """Return left < right and the like: two texts by their characters, anything else as numbers."""
    left, right = (to_text(each) if _joins(each) else each for each in (left, right))
    if isinstance(left, str) and isinstance(right, str):
        order = (left > right) - (left < right)
    else:
        a, b = to_number(left), to_number(right)
        if a != a or b != b:
            return False
        order = (a > b) - (a < b)
    return {"<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[operator]


def text_length(text: str) -> int:
    """Return a text's length in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def items_of(value: Value) -> Iterator[Value]:
    """Go through a list's items or a text's characters; raise TemplateError for anything else."""
    if not isinstance(value, list | str):
        raise TemplateError(f"expected a list, found {kind_of(value)}")
    yield from value


def kind_of(value: Value) -> str:
    """Return what a value is, in words."""
    match value:
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case dict():
            return "an object"
        case None:
            return "null"
        case Undefined():
            return "nothing"
        case _:
            return "a function"


def dump(value: Value, spaces: Value = None) -> Value:
    """Return JSON.stringify(value, null, spaces); UNDEFINED for what has no JSON."""
    if value is UNDEFINED or isinstance(value, Function):
        return UNDEFINED
    indent = _indent(spaces)
    return _dumped(value, indent, "\n" if indent else "", 0)


def _indent(spaces: Value) -> str:
    if is_number(spaces) and spaces == spaces:
        return " " * max(0, min(10, int(min(10, spaces))))
    return spaces[:10] if isinstance(spaces, str) else ""


def _dumped(value: Value, indent: str, line: str, depth: int) -> str:
    if depth > MAX_DEPTH:
        raise TemplateError("a value is nested too deeply to be dumped")
    inner = line + indent
    match value:
        case str():
            return quoted(value)
        case bool() | None:
            return to_text(value)
        case int() | float():
            return to_text(value) if math.isfinite(value) else "null"
        case list():
            if not value:
                return "[]"
            parts = ["null" if _unwritten(each) else _dumped(each, indent, inner, depth + 1) for each in value]
            return f"[{inner}{f',{inner}'.join(parts)}{line}]"
        case dict():
            colon = ": " if indent else ":"
            parts = [
                f"{quoted(to_text(key))}{colon}{_dumped(each, indent, inner, depth + 1)}"
                for key, each in ordered(value).items()
                if not _unwritten(each)
            ]
            return f"{{{inner}{f',{inner}'.join(parts)}{line}}}" if parts else "{}"
        case _:
            return "null"


def _unwritten(value: Value) -> bool:
    return value is UNDEFINED or isinstance(value, Function)


def quoted(text: str) -> str:
    """Return a text as JSON has it."""
    return re.sub("[\ud800-\udfff]", lambda lone: f"\\u{ord(lone.group()):04x}", json.dumps(text, ensure_ascii=False))


def ordered(value: Mapping[str, Value]) -> dict[str, Value]:
    """Return an object with its keys in JavaScript's order: whole numbers first and by size."""
    if not any(_is_index(key) for key in value):
        return dict(value)
    keys = sorted((key for key in value if _is_index(key)), key=int)
    return {key: value[key] for key in (*keys, *(key for key in value if not _is_index(key)))}


def _is_index(key: str) -> bool:
    return key.isascii() and key.isdigit() and (key == "0" or key[0] != "0") and int(key[:11]) < 2**32 - 1
