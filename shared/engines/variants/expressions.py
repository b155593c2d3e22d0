"""Arithmetic that authors write: exact, without loops, names of its own or anything to reach outside.

`+ - * / // % **`, parentheses, numbers, names of values, and the functions of `FUNCTIONS`. What is computed stays
within 4,096 bits, so that no expression takes long.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

MAX_LENGTH = 200
_MAX_DEPTH = 30
_MAX_BITS = 4096
_MAX_EXPONENT = 64
_ROOT_PLACES = 20

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z][A-Za-z0-9_]*)|(\*\*|//|[-+*/%(),]))", re.ASCII)


class ExpressionError(ValueError):
    """An expression can't be read or computed: a stable code and one line."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


Values = Mapping[str, Fraction]
_Compute = Callable[[Values], Fraction]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that was read, and the names it needs."""

    names: frozenset[str]
    _compute: _Compute

    def value(self, values: Values) -> Fraction:
        """Return what it comes to; raise ExpressionError for what can't be computed."""
        return self._compute(values)


def parse(text: str) -> Expression:
    """Read an expression; raise ExpressionError where it is none."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError("expression_too_long", f"an expression has at most {MAX_LENGTH} characters")
    reader = _Reader(text)
    compute = reader.read_sum(0)
    if reader.ahead:
        raise _unexpected(reader.ahead)
    return Expression(frozenset(reader.names), compute)


class _Reader:
    """Recursive descent; each method returns how to compute what it has read."""

    def __init__(self, text: str) -> None:
        self.names: set[str] = set()
        self._tokens = _tokens(text)
        self.ahead = ""
        self._advance()

    def _advance(self) -> str:
        read, self.ahead = self.ahead, next(self._tokens, "")
        return read

    def read_sum(self, depth: int) -> _Compute:
        if depth > _MAX_DEPTH:
            raise ExpressionError("expression_too_deep", f"nest at most {_MAX_DEPTH} levels")
        left = self._read_product(depth)
        while self.ahead in ("+", "-"):
            left = _binary(self._advance(), left, self._read_product(depth))
        return left

    def _read_product(self, depth: int) -> _Compute:
        left = self._read_signed(depth)
        while self.ahead in ("*", "/", "//", "%"):
            left = _binary(self._advance(), left, self._read_signed(depth))
        return left

    def _read_signed(self, depth: int) -> _Compute:
        negative = False
        while self.ahead in ("+", "-"):
            negative ^= self._advance() == "-"
        operand = self._read_power(depth)
        return (lambda values: -operand(values)) if negative else operand

    def _read_power(self, depth: int) -> _Compute:
        base = self._read_atom(depth)
        if self.ahead != "**":
            return base
        self._advance()
        return _binary("**", base, self._read_exponent(depth))

    def _read_exponent(self, depth: int) -> _Compute:
        if self.ahead != "-":
            return self._read_atom(depth)
        self._advance()
        exponent = self._read_atom(depth)
        return lambda values: -exponent(values)

    def _read_atom(self, depth: int) -> _Compute:
        read = self._advance()
        if read == "(":
            inner = self.read_sum(depth + 1)
            self._expect(")")
            return inner
        if read[:1].isdigit():
            number = Fraction(read)
            return lambda _: number
        if not read[:1].isalpha():
            raise _unexpected(read)
        return self._read_call(read, depth) if self.ahead == "(" else self._read_name(read)

    def _read_name(self, name: str) -> _Compute:
        self.names.add(name)
        return lambda values: values[name]

    def _read_call(self, name: str, depth: int) -> _Compute:
        if name not in FUNCTIONS:
            raise ExpressionError("function_unknown", f"there is no {name}; choose from: {', '.join(FUNCTIONS)}")
        self._advance()
        arguments = [self.read_sum(depth + 1)]
        while self.ahead == ",":
            self._advance()
            arguments.append(self.read_sum(depth + 1))
        self._expect(")")
        fewest, most, function = FUNCTIONS[name]
        if not fewest <= len(arguments) <= most:
            raise ExpressionError("wrong_arguments", f"{name} takes {fewest} to {most} arguments")
        return lambda values: _bounded(function(*(argument(values) for argument in arguments)))

    def _expect(self, wanted: str) -> None:
        if self._advance() != wanted:
            raise ExpressionError("expression_malformed", f"a '{wanted}' is missing")


def _tokens(text: str) -> Iterator[str]:
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            raise _unexpected(text[position:].strip()[:1])
        yield match[match.lastindex or 0]
        position = match.end()


def _unexpected(read: str) -> ExpressionError:
    return ExpressionError("expression_malformed", f"'{read}' is not expected there" if read else "it ends too soon")


def _binary(operator: str, left: _Compute, right: _Compute) -> _Compute:
    compute = _OPERATORS[operator]
    return lambda values: _bounded(compute(left(values), right(values)))


def _bounded(value: Fraction) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > _MAX_BITS:
        raise ExpressionError("number_too_large", "a value in it is too large or too exact")
    return value


def _divisor(value: Fraction) -> Fraction:
    if value == 0:
        raise ExpressionError("division_by_zero", "it divides by zero")
    return value


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1 or abs(exponent) > _MAX_EXPONENT:
        raise ExpressionError("exponent_unusable", f"an exponent is a whole number up to {_MAX_EXPONENT}")
    return Fraction((_divisor(base) if exponent < 0 else base) ** int(exponent))


def _rounded(value: Fraction, places: Fraction = Fraction(0)) -> Fraction:
    if places.denominator != 1 or not 0 <= places <= 12:
        raise ExpressionError("places_unusable", "round to 0 to 12 places")
    return half_up(value, int(places))


def half_up(value: Fraction, places: int) -> Fraction:
    """Return a value rounded to so many decimal places, halves away from zero."""
    scale = 10**places
    whole = math.floor(abs(value) * scale + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, scale)


def _root(value: Fraction) -> Fraction:
    if value < 0:
        raise ExpressionError("root_of_negative", "it takes the root of a negative number")
    top, bottom = math.isqrt(value.numerator), math.isqrt(value.denominator)
    if top * top == value.numerator and bottom * bottom == value.denominator:
        return Fraction(top, bottom)
    return Fraction(math.isqrt(math.floor(value * 100**_ROOT_PLACES)), 10**_ROOT_PLACES)


def _magnitude(value: Fraction) -> Fraction:
    return abs(value)


def _greatest(*values: Fraction) -> Fraction:
    return max(values)


def _least(*values: Fraction) -> Fraction:
    return min(values)


def _ceiling(value: Fraction) -> Fraction:
    return Fraction(math.ceil(value))


def _floor(value: Fraction) -> Fraction:
    return Fraction(math.floor(value))


def _common_divisor(one: Fraction, other: Fraction) -> Fraction:
    if one.denominator != 1 or other.denominator != 1:
        raise ExpressionError("not_whole", "gcd takes whole numbers")
    return Fraction(math.gcd(int(one), int(other)))


_OPERATORS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / _divisor(other),
    "//": lambda one, other: Fraction(one // _divisor(other)),
    "%": lambda one, other: one % _divisor(other),
    "**": _power,
}

FUNCTIONS: dict[str, tuple[int, int, Callable[..., Fraction]]] = {
    "abs": (1, 1, _magnitude),
    "ceil": (1, 1, _ceiling),
    "floor": (1, 1, _floor),
    "gcd": (2, 2, _common_divisor),
    "max": (1, 10, _greatest),
    "min": (1, 10, _least),
    "round": (1, 2, _rounded),
    "sqrt": (1, 1, _root),
}
"""By name: how many arguments they take at least and at most, and what they compute."""


def as_text(value: Fraction, places: int) -> str:
    """Return a value in decimal notation, rounded to so many places, without zeros at its end."""
    whole, part = divmod(abs(half_up(value, places)) * 10**places, 10**places)
    digits = f"{int(part):0{places}}".rstrip("0") if places else ""
    sign = "-" if value < 0 and (whole or part) else ""
    return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"
