"""What can stand after `is`."""

import math
from collections.abc import Callable

from shared.engines.templates.errors import TemplateError
from shared.engines.templates.values import (
    UNDEFINED,
    Function,
    Value,
    arithmetic,
    compared,
    is_number,
    kind_of,
    strictly_equal,
    truthy,
)


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise TemplateError(f"expected a text, found {kind_of(value)}")
    return value


def _iterable(value: Value) -> bool:
    if value is None or value is UNDEFINED:
        raise TemplateError(f"expected a value, found {kind_of(value)}")
    return isinstance(value, list | str)


def _remainder_is(value: Value, divisor: Value, rest: int) -> bool:
    remainder = arithmetic("%", value, divisor)
    return not math.isnan(remainder) and remainder == rest


PREDICATES: dict[str, Callable[[Value, Value], bool]] = {
    "callable": lambda value, _: isinstance(value, Function),
    "defined": lambda value, _: value is not UNDEFINED,
    "divisibleby": lambda value, other: _remainder_is(value, other, 0),
    "eq": strictly_equal,
    "equalto": strictly_equal,
    "even": lambda value, _: _remainder_is(value, 2, 0),
    "falsy": lambda value, _: not truthy(value),
    "ge": lambda value, other: compared(">=", value, other),
    "greaterthan": lambda value, other: compared(">", value, other),
    "gt": lambda value, other: compared(">", value, other),
    "iterable": lambda value, _: _iterable(value),
    "le": lambda value, other: compared("<=", value, other),
    "lessthan": lambda value, other: compared("<", value, other),
    "lower": lambda value, _: _text(value).lower() == value,
    "lt": lambda value, other: compared("<", value, other),
    "mapping": lambda value, _: isinstance(value, dict),
    "ne": lambda value, other: not strictly_equal(value, other),
    "null": lambda value, _: value is None,
    "number": lambda value, _: is_number(value),
    "odd": lambda value, _: _remainder_is(value, 2, 1),
    "sameas": strictly_equal,
    "string": lambda value, _: isinstance(value, str),
    "truthy": lambda value, _: truthy(value),
    "undefined": lambda value, _: value is UNDEFINED,
    "upper": lambda value, _: _text(value).upper() == value,
}
