"""How questions' points add up to a result, exactly, and what of it the candidate may see."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from shared.model import FrozenModel, Points

_NUMBER = r"[0-9]{1,4}(\.[0-9]{1,2})?"
_NUMBER_SCHEMA = {"anyOf": [{"type": "string", "pattern": f"^{_NUMBER}$"}, {"type": "integer"}], "examples": ["2.5"]}


def _exact(value: object) -> Decimal:
    """Take numbers as people write them; a binary fraction may not be what was meant."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and re.fullmatch(_NUMBER, value):
        return Decimal(value)
    raise PydanticCustomError("not_exact", 'give the number as text or a whole number: "2.5" or 10')


_AsWritten = BeforeValidator(_exact)
_Schema = WithJsonSchema(_NUMBER_SCHEMA, mode="validation")

Worth = Annotated[Points, Field(gt=0, le=1_000, decimal_places=2), _AsWritten, _Schema]
"""What a question is worth."""

Earned = Annotated[Points, Field(ge=0, le=1_000, decimal_places=2), _AsWritten, _Schema]
"""What a person gives for an answer."""

Percent = Annotated[Points, Field(ge=0, le=100, decimal_places=2), _AsWritten, _Schema]

Penalty = Annotated[Points, Field(ge=0, le=1, decimal_places=2), _AsWritten, _Schema]
"""What a wrong answer takes off, as a share of what the question is worth."""


class Floor(StrEnum):
    """Where penalties stop."""

    NONE = "none"  # a result may lie below zero
    QUESTION = "question"  # no question counts for less than zero
    ASSESSMENT = "assessment"  # questions may, the result as a whole doesn't


class Marking(FrozenModel):
    """How an assessment is marked. Without a `penalty` each question's own counts; programs are never penalised."""

    penalty: Penalty | None = None
    floor: Floor = Floor.NONE
    passing_percent: Percent | None = None

    def total(self, points: Iterable[Decimal]) -> Decimal:
        """Return the points of a result with questions of these points."""
        added = sum(points, Decimal("0.00"))
        return max(added, Decimal("0.00")) if self.floor is Floor.ASSESSMENT else added

    def passed(self, points: Decimal, max_points: Decimal) -> bool | None:
        """Tell whether points are enough to pass, exactly as many included; None where nobody passes or fails."""
        return None if self.passing_percent is None else points * 100 >= self.passing_percent * max_points


class Shown(StrEnum):
    """When a candidate sees their result."""

    NEVER = "never"
    ON_RELEASE = "on_release"
    AT_ONCE = "at_once"


class Detail(StrEnum):
    """How much of it."""

    SCORE = "score"
    QUESTIONS = "questions"


class ResultPolicy(FrozenModel):
    """What a candidate sees of their result, and when, and for how many days from then on they may appeal."""

    shown: Shown = Shown.NEVER
    detail: Detail = Detail.SCORE
    appeal_days: Annotated[int, Field(ge=0, le=90)] = 0

    @model_validator(mode="after")
    def _appeals_are_about_what_is_shown(self) -> Self:
        if self.appeal_days and (self.shown is Shown.NEVER or self.detail is not Detail.QUESTIONS):
            raise PydanticCustomError("appeals_need_questions", "to allow appeals, show candidates each question")
        return self

    def shows(self, *, released: bool) -> bool:
        """Tell whether a result that is there may be seen by its candidate."""
        return self.shown is Shown.AT_ONCE or (self.shown is Shown.ON_RELEASE and released)


PRACTICE_RESULTS = ResultPolicy(shown=Shown.AT_ONCE, detail=Detail.QUESTIONS)
"""Who practises sees all of it at once."""
