"""Decimal numbers as programs and people write them, held exactly and compared within tolerances."""

import re
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, InvalidOperation
from typing import Annotated

from pydantic import Field, PlainSerializer

_AS_TEXT = PlainSerializer(str, return_type=str)

AbsoluteTolerance = Annotated[Decimal, Field(ge=0, le=10**9, max_digits=40), _AS_TEXT]
RelativeTolerance = Annotated[Decimal, Field(ge=0, le=1, max_digits=40), _AS_TEXT]

_NUMBER = re.compile(r"[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|inf|infinity)", re.ASCII | re.IGNORECASE)
_WIDE = Context(prec=50, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])  # differences of whatever `parse` returns


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a number may lie from the expected one; keeping one of the two is enough."""

    absolute: Decimal
    relative: Decimal  # a part of the expected number

    def __bool__(self) -> bool:
        return bool(self.absolute or self.relative)


def parse(text: str) -> Decimal | None:
    """Return the number that is written in decimal or scientific notation; infinities are numbers, NaN is none.

    Takes time in proportion to the length. An exponent beyond 18 digits is no number.
    """
    if _NUMBER.fullmatch(text) is None:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def close(actual: Decimal, expected: Decimal, tolerance: Tolerance) -> bool:
    """Tell whether the numbers are equal or differ by no more than the tolerance; infinity is close to itself only."""
    if actual == expected:
        return True
    if not tolerance or not (actual.is_finite() and expected.is_finite()):
        return False
    apart = _WIDE.subtract(actual, expected).copy_abs()
    return apart <= tolerance.absolute or apart <= _WIDE.multiply(tolerance.relative, expected.copy_abs())
