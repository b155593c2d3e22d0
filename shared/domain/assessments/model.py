"""Assessments: which questions, for how many points, in how much time."""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema, computed_field, field_validator
from pydantic_core import PydanticCustomError

from shared.data.repository import Entity
from shared.errors import FailedPrecondition, FieldProblem
from shared.model import FrozenModel, Points

MAX_QUESTIONS = 50

_NUMBER = r"[0-9]{1,4}(\.[0-9]{1,2})?"
_NUMBER_SCHEMA = {"anyOf": [{"type": "string", "pattern": f"^{_NUMBER}$"}, {"type": "integer"}], "examples": ["2.5"]}


class AssessmentStatus(StrEnum):
    """Draft is edited, active admits candidates, archived does neither."""

    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


def _exact(value: object) -> Decimal:
    """Take numbers as people write them; a binary fraction may not be what was meant."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and re.fullmatch(_NUMBER, value):
        return Decimal(value)
    raise PydanticCustomError("not_exact", 'give points as text or a whole number: "2.5" or 10')


class QuestionChoice(FrozenModel):
    """A question and what it is worth."""

    question_id: Annotated[str, Field(min_length=1, max_length=200)]
    points: Annotated[
        Points,
        Field(gt=0, le=1_000, decimal_places=2),
        BeforeValidator(_exact),
        WithJsonSchema(_NUMBER_SCHEMA, mode="validation"),
    ]


class AssessmentQuestion(QuestionChoice):
    """One question of an assessment; `version` is pinned when the assessment is activated."""

    version: int | None = None


class AssessmentContent(FrozenModel):
    """What the authors of an assessment decide."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
    description: Annotated[str, StringConstraints(max_length=2_000)] = ""
    time_limit_minutes: Annotated[int, Field(ge=1, le=24 * 60)]
    questions: Annotated[tuple[QuestionChoice, ...], Field(max_length=MAX_QUESTIONS)] = ()

    @field_validator("questions")
    @classmethod
    def _questions_are_distinct(cls, questions: tuple[QuestionChoice, ...]) -> tuple[QuestionChoice, ...]:
        if len({each.question_id for each in questions}) < len(questions):
            raise PydanticCustomError("duplicate_question", "name each question once")
        return questions


class Assessment(Entity):
    """A timed set of questions."""

    title: str
    description: str = ""
    time_limit_minutes: Annotated[int, Field(ge=1, le=24 * 60)]
    questions: tuple[AssessmentQuestion, ...] = ()
    status: AssessmentStatus = AssessmentStatus.DRAFT
    created_by: str
    created_at: datetime
    updated_at: datetime

    @computed_field
    @property
    def question_ids(self) -> tuple[str, ...]:
        """The questions it asks, stored so that assessments are found by them."""
        return tuple(each.question_id for each in self.questions)

    @classmethod
    def draft(cls, content: AssessmentContent, *, id: str, by: str, at: datetime) -> Self:
        """Return a new draft."""
        return cls(id=id, **_fields(content), created_by=by, created_at=at, updated_at=at)

    @property
    def content(self) -> AssessmentContent:
        """What its authors decided."""
        return AssessmentContent.model_validate(self.to_data())

    def edited(self, content: AssessmentContent, *, at: datetime) -> Self:
        """Return the draft with new content; raise FailedPrecondition once it is active."""
        if self.status is not AssessmentStatus.DRAFT:
            raise FailedPrecondition("only a draft can be changed", code="assessment_not_draft")
        return self.with_(**_fields(content), updated_at=at)

    def activated(self, versions: Mapping[str, int], *, at: datetime) -> Self:
        """Return the active assessment with each question's newest version pinned."""
        if self.status is not AssessmentStatus.DRAFT:
            raise FailedPrecondition("only a draft can be activated", code="assessment_not_draft")
        if not self.questions:
            raise FailedPrecondition("add a question first", code="assessment_empty")
        unpublished = [
            FieldProblem(
                f"/questions/{number}/questionId", "question_not_published", "publish or restore this question first"
            )
            for number, each in enumerate(self.questions)
            if each.question_id not in versions
        ]
        if unpublished:
            raise FailedPrecondition(
                "some questions don't exist, are archived or were never published; see details",
                code="question_not_published",
                fields=unpublished,
            )
        pinned = tuple(each.with_(version=versions[each.question_id]) for each in self.questions)
        return self.with_(status=AssessmentStatus.ACTIVE, questions=pinned, updated_at=at)

    def archived(self, *, at: datetime) -> Self:
        """Return the archived assessment: nobody new is admitted, running attempts go on."""
        if self.status is AssessmentStatus.ARCHIVED:
            raise FailedPrecondition("it is archived already", code="assessment_archived")
        return self.with_(status=AssessmentStatus.ARCHIVED, updated_at=at)

    def require_active(self) -> None:
        """Raise FailedPrecondition unless candidates may be admitted."""
        if self.status is not AssessmentStatus.ACTIVE:
            raise FailedPrecondition("the assessment is not active", code="assessment_not_active")


def _fields(content: AssessmentContent) -> dict[str, Any]:
    """Return the content as fields of an assessment."""
    questions = tuple(
        AssessmentQuestion(question_id=each.question_id, points=each.points) for each in content.questions
    )
    return {
        "title": content.title,
        "description": content.description,
        "time_limit_minutes": content.time_limit_minutes,
        "questions": questions,
    }
