"""What differs between variants, drawn from a seed: the same seed gives the same values, anywhere and at any time."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Annotated, Literal, Self

from pydantic import Field, PlainSerializer, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from shared.engines.scoring import numbers
from shared.engines.variants.expressions import MAX_LENGTH, ExpressionError, as_text, parse
from shared.model import FrozenModel

MAX_PARAMETERS = 30
TRIES = 100
"""How often values are drawn where what is computed from them can't be, as a division by zero."""
_DRAWN_PLACES = 9

ParameterName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,29}$")]
Bound = Annotated[
    Decimal,
    Field(ge=-(10**12), le=10**12, max_digits=30, decimal_places=_DRAWN_PLACES),
    PlainSerializer(str, return_type=str),
]


class RangeParameter(FrozenModel):
    """A number from `minimum` in steps up to `maximum`, each as likely as another."""

    type: Literal["range"]
    name: ParameterName
    minimum: Bound
    maximum: Bound
    step: Annotated[Bound, Field(gt=0)] = Decimal(1)

    @model_validator(mode="after")
    def _is_no_empty_range(self) -> Self:
        if self.minimum > self.maximum:
            raise PydanticCustomError("range_empty", "minimum is at most maximum")
        return self

    def drawn(self, number: int) -> str:
        """Return the value that a large random number picks."""
        steps = floor((Fraction(self.maximum) - Fraction(self.minimum)) / Fraction(self.step))
        return as_text(Fraction(self.minimum) + number % (steps + 1) * Fraction(self.step), _DRAWN_PLACES)


class ChoiceParameter(FrozenModel):
    """One of some texts, each as likely as another."""

    type: Literal["choice"]
    name: ParameterName
    values: Annotated[
        tuple[Annotated[str, StringConstraints(min_length=1, max_length=500)], ...], Field(min_length=1, max_length=100)
    ]

    def drawn(self, number: int) -> str:
        """Return the value that a large random number picks."""
        return self.values[number % len(self.values)]


class ComputedParameter(FrozenModel):
    """What an expression comes to, of parameters before it; rounded half up to so many `places`."""

    type: Literal["computed"]
    name: ParameterName
    expression: Annotated[str, StringConstraints(min_length=1, max_length=MAX_LENGTH)]
    places: Annotated[int, Field(ge=0, le=12)] = 6

    def computed(self, values: Mapping[str, str]) -> str:
        """Return the value; raise ExpressionError where there is none."""
        expression = parse(self.expression)
        return as_text(expression.value({name: _number(name, values) for name in expression.names}), self.places)


Parameter = Annotated[RangeParameter | ChoiceParameter | ComputedParameter, Field(discriminator="type")]


def drawn(parameters: Sequence[Parameter], key: str) -> dict[str, str]:
    """Return each parameter's value as text, for a key such as a seed and what it is for.

    A value depends on the key and on its parameter alone, so that one added later changes no other. Values of which
    something can't be computed are drawn again; raise ExpressionError when that never succeeds.
    """
    for number in range(TRIES - 1):
        try:
            return drawn_once(parameters, key, number)
        except ExpressionError:
            continue
    return drawn_once(parameters, key, TRIES - 1)


def drawn_once(parameters: Sequence[Parameter], key: str, number: int = 0) -> dict[str, str]:
    """Return what one try draws; raise ExpressionError where something can't be computed."""
    values: dict[str, str] = {}
    for parameter in parameters:
        if isinstance(parameter, ComputedParameter):
            values[parameter.name] = _computed(parameter, values)
        else:
            digest = hashlib.sha256(f"{key}\0{parameter.name}\0{number}".encode()).digest()
            values[parameter.name] = parameter.drawn(int.from_bytes(digest, "big"))
    return values


def _computed(parameter: ComputedParameter, values: Mapping[str, str]) -> str:
    try:
        return parameter.computed(values)
    except ExpressionError as error:
        raise ExpressionError(error.code, f"{parameter.name}: {error.message}") from error


def problems(parameters: Sequence[Parameter]) -> Iterator[tuple[int, ExpressionError]]:
    """Yield what is wrong with parameters whatever is drawn, each with the parameter's place."""
    known: set[str] = set()
    for place, parameter in enumerate(parameters):
        if parameter.name in known:
            yield place, ExpressionError("duplicate_parameter", "give each parameter a name of its own")
        if isinstance(parameter, ComputedParameter):
            try:
                unknown = sorted(parse(parameter.expression).names - known)
            except ExpressionError as error:
                yield place, error
            else:
                if unknown:
                    message = f"no parameter before it is named {', '.join(unknown)}"
                    yield place, ExpressionError("parameter_unknown", message)
        known.add(parameter.name)


def _number(name: str, values: Mapping[str, str]) -> Fraction:
    if name not in values:
        raise ExpressionError("parameter_unknown", f"no parameter before it is named {name}")
    number = numbers.parse(values[name]) if len(values[name]) <= 60 else None
    if number is None or not number.is_finite() or abs(number.adjusted()) > 60:
        raise ExpressionError("not_a_number", f"{name} is no number to compute with")
    return Fraction(number)
