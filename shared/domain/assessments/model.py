"""Assessments: which questions, for how many points, in how much time."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from shared.data.repository import Entity
from shared.errors import FailedPrecondition
from shared.model import FrozenModel, Points


class AssessmentStatus(StrEnum):
    """Draft is edited, active admits candidates, archived does neither."""

    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


class AssessmentQuestion(FrozenModel):
    """One question of an assessment; `version` is pinned when the assessment is activated."""

    question_id: Annotated[str, Field(min_length=1, max_length=200)]
    points: Annotated[Points, Field(gt=0, le=1_000, decimal_places=2)]
    version: int | None = None


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

    def edited(self, *, at: datetime, **changes: object) -> Self:
        """Return the draft with changes; raise FailedPrecondition once it is active."""
        if self.status is not AssessmentStatus.DRAFT:
            raise FailedPrecondition("only a draft can be changed", code="assessment_not_draft")
        return self.with_(**changes, updated_at=at)

    def activated(self, versions: dict[str, int], *, at: datetime) -> Self:
        """Return the active assessment with each question's version pinned."""
        if self.status is not AssessmentStatus.DRAFT:
            raise FailedPrecondition("only a draft can be activated", code="assessment_not_draft")
        if not self.questions:
            raise FailedPrecondition("add a question first", code="assessment_empty")
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
