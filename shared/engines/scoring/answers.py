"""Answers that are scored without running anything: choices, numbers and text, each as a share of the points.

A share is 0 to 1, or less than 0 where a wrong answer costs something; no answer is always worth 0. It is rounded half
up to six places, so that it can be stored and shown as it is counted.
"""

import unicodedata
from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, PlainSerializer, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from shared.engines.scoring import numbers, patterns
from shared.engines.scoring.numbers import AbsoluteTolerance, RelativeTolerance, Tolerance
from shared.model import FrozenModel

MAX_NUMBER_LENGTH = 100

_NOTHING, _ALL = Decimal(0), Decimal(1)
_PLACES = Decimal("0.000001")

Share = Annotated[Decimal, Field(ge=0, le=1, decimal_places=6), PlainSerializer(str, return_type=str)]
Number = Annotated[Decimal, Field(ge=-(10**30), le=10**30, max_digits=60), PlainSerializer(str, return_type=str)]
OptionId = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-zA-Z0-9_-]+$")]


class ChoiceCredit(StrEnum):
    """What an answer with some of the right options earns."""

    ALL_OR_NOTHING = "all_or_nothing"
    PER_CHOICE = "per_choice"  # each option by itself, chosen or left out
    RIGHT_MINUS_WRONG = "right_minus_wrong"  # by the number of right options


class ChoiceScoring(FrozenModel):
    """One or several options of a question are right.

    `penalty` is what an answer costs that is not right (`all_or_nothing`), at most (`right_minus_wrong`, whose wrong
    options take off what right ones earn), or with every option decided wrongly (`per_choice`).
    """

    kind: Literal["choice"] = "choice"
    correct: Annotated[tuple[OptionId, ...], Field(min_length=1, max_length=100)]
    credit: ChoiceCredit = ChoiceCredit.ALL_OR_NOTHING
    penalty: Share = _NOTHING

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if len(set(self.correct)) < len(self.correct):
            raise PydanticCustomError("duplicate_option", "name each right option once")
        return self


class NumericScoring(FrozenModel):
    """A number: either close to the expected one, or between two, both included.

    The expected one may be the value of a question's `parameter`, which is drawn before anything is scored.
    """

    kind: Literal["numeric"] = "numeric"
    expected: Number | None = None
    parameter: Annotated[str, StringConstraints(min_length=1, max_length=30)] | None = None
    absolute: AbsoluteTolerance = _NOTHING
    relative: RelativeTolerance = _NOTHING
    minimum: Number | None = None
    maximum: Number | None = None
    penalty: Share = _NOTHING

    @model_validator(mode="after")
    def _one_of_three_ways(self) -> Self:
        ranged = self.minimum is not None and self.maximum is not None
        ways = ranged + (self.expected is not None) + (self.parameter is not None)
        if ways != 1 or (self.minimum is None) != (self.maximum is None):
            raise PydanticCustomError("number_or_range", "give either expected, or parameter, or minimum and maximum")
        if ranged and (self.absolute or self.relative):
            raise PydanticCustomError("range_tolerance", "a range has no tolerance: widen it instead")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise PydanticCustomError("range_empty", "minimum is at most maximum")
        return self


class WhiteSpace(StrEnum):
    """What white space means in an answer; at its ends it never means anything."""

    KEPT = "kept"
    COLLAPSED = "collapsed"  # any amount is one space
    REMOVED = "removed"


class TextScoring(FrozenModel):
    """Free text: one of the accepted ones, or one that fits a pattern (RE2); a person decides on others if `manual`."""

    kind: Literal["text"] = "text"
    accepted: Annotated[tuple[Annotated[str, StringConstraints(max_length=2_000)], ...], Field(max_length=100)] = ()
    patterns: Annotated[tuple[Annotated[str, StringConstraints(max_length=2_000)], ...], Field(max_length=20)] = ()
    manual: bool = False
    case_sensitive: bool = False
    white_space: WhiteSpace = WhiteSpace.COLLAPSED
    penalty: Share = _NOTHING

    @model_validator(mode="after")
    def _somebody_decides(self) -> Self:
        if not (self.accepted or self.patterns or self.manual):
            raise PydanticCustomError("nothing_accepted", "give accepted texts or patterns, or let a person decide")
        if self.manual and self.penalty:
            raise PydanticCustomError("manual_penalty", "where a person decides, there is no penalty")
        return self


class ManualScoring(FrozenModel):
    """A person decides."""

    kind: Literal["manual"] = "manual"


AnswerScoring = Annotated[ChoiceScoring | NumericScoring | TextScoring | ManualScoring, Field(discriminator="kind")]
"""How an answer is scored without running it."""


def choice_share(scoring: ChoiceScoring, chosen: Collection[str], options: int) -> Decimal:
    """Return the share for the ids of the options that were chosen, of so many there were."""
    given, correct = set(chosen), set(scoring.correct)
    if not given:
        return _NOTHING
    if scoring.credit is ChoiceCredit.ALL_OR_NOTHING:
        return _ALL if given == correct else -scoring.penalty
    if scoring.credit is ChoiceCredit.PER_CHOICE:
        wrong = len(given ^ correct)
        return _rounded((options - wrong - Fraction(scoring.penalty) * wrong) / options)
    earned = Fraction(len(given & correct) - len(given - correct), len(correct))
    return _rounded(max(-Fraction(scoring.penalty), earned))


def read_number(text: str) -> Decimal | None:
    """Return the number in an answer, None where there is none.

    Decimal and scientific notation are read (`-1.5`, `1e-3`), white space around them is not minded. `1,5` is none,
    since a comma means different things in different places; neither is `1/3`, nor an infinity.
    """
    number = numbers.parse(text.strip()) if len(text) <= MAX_NUMBER_LENGTH else None
    return number if number is not None and number.is_finite() else None


def numeric_share(scoring: NumericScoring, answer: str) -> Decimal:
    """Return the share for an answer as it was typed; what is no number is wrong."""
    if not answer.strip():
        return _NOTHING
    number = read_number(answer)
    return _ALL if number is not None and _is_right(scoring, number) else -scoring.penalty


def text_share(scoring: TextScoring, answer: str) -> Decimal | None:
    """Return the share for an answer, None where a person must decide."""
    if not answer.strip():
        return _NOTHING
    text = _spaced(answer, scoring.white_space)
    if any(_same(text, _spaced(accepted, scoring.white_space), scoring) for accepted in scoring.accepted) or any(
        patterns.fits(pattern, text, case_sensitive=scoring.case_sensitive) for pattern in scoring.patterns
    ):
        return _ALL
    return None if scoring.manual else -scoring.penalty


def problem(scoring: AnswerScoring) -> str | None:
    """Return None where answers can be scored, otherwise one line about the pattern that can't be used."""
    if not isinstance(scoring, TextScoring):
        return None
    found = ((number, patterns.problem(pattern)) for number, pattern in enumerate(scoring.patterns, 1))
    return next((f"pattern {number}: {why}" for number, why in found if why is not None), None)


def _is_right(scoring: NumericScoring, number: Decimal) -> bool:
    if scoring.expected is not None:
        return numbers.close(number, scoring.expected, Tolerance(scoring.absolute, scoring.relative))
    return scoring.minimum is not None and scoring.maximum is not None and scoring.minimum <= number <= scoring.maximum


def _spaced(text: str, white_space: WhiteSpace) -> str:
    text = unicodedata.normalize("NFC", text)
    if white_space is WhiteSpace.KEPT:
        return text.strip()
    return ("" if white_space is WhiteSpace.REMOVED else " ").join(text.split())


def _same(text: str, accepted: str, scoring: TextScoring) -> bool:
    return text == accepted if scoring.case_sensitive else text.casefold() == accepted.casefold()


def _rounded(share: Fraction) -> Decimal:
    return (Decimal(share.numerator) / share.denominator).quantize(_PLACES, ROUND_HALF_UP)
