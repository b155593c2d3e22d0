"""Assessments: drafts that are edited, then active and for ever as they are."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from pydantic import Field, computed_field

from shared.data.repository import Entity
from shared.domain.assessments.content import AssessmentContent
from shared.engines.drawing import draw
from shared.engines.results import PRACTICE_RESULTS, Penalty, ResultPolicy
from shared.errors import FailedPrecondition, FieldProblem
from shared.model import FrozenModel, Points


class AssessmentStatus(StrEnum):
    """Draft is edited, active admits candidates, archived does neither."""

    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


class DrawnQuestion(FrozenModel):
    """A question that one candidate is asked; `section` counts from 0, `penalty` None leaves the question its own."""

    section: int
    question_id: str
    version: int
    points: Points
    penalty: Penalty | None


class Assessment(AssessmentContent, Entity):
    """A timed set of questions; `versions` pins them by id when it is activated."""

    versions: dict[str, int] = Field(default_factory=dict[str, int])
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    status: AssessmentStatus = AssessmentStatus.DRAFT
    created_by: str
    created_at: datetime
    updated_at: datetime

    @computed_field
    @property
    def question_ids(self) -> tuple[str, ...]:
        """Every question that may be asked, stored so that assessments are found by them."""
        return super().question_ids

    @classmethod
    def draft(cls, content: AssessmentContent, *, id: str, by: str, at: datetime) -> Self:
        """Return a new draft."""
        return cls(id=id, **_fields(content), created_by=by, created_at=at, updated_at=at)

    @property
    def content(self) -> AssessmentContent:
        """What its authors decided."""
        return AssessmentContent.model_validate(self.to_data())

    @property
    def result_policy(self) -> ResultPolicy:
        """What candidates see of their results."""
        return PRACTICE_RESULTS if self.practice else self.results

    def edited(self, content: AssessmentContent, *, at: datetime) -> Self:
        """Return the draft with new content; raise FailedPrecondition once it is active."""
        self.require_draft("changed")
        return self.with_(**_fields(content), updated_at=at)

    def activated(self, published: Mapping[str, int], *, at: datetime) -> Self:
        """Return the active assessment with each question's published version pinned."""
        self.require_draft("activated")
        if not self.sections:
            raise FailedPrecondition("add a question first", code="assessment_empty")
        empty = [
            FieldProblem(f"/sections/{number}", "section_empty", "add a question, or remove the section")
            for number, section in enumerate(self.sections)
            if not section.asked
        ]
        if empty:
            raise FailedPrecondition("some sections ask nothing; see details", code="assessment_empty", fields=empty)
        return self.with_(status=AssessmentStatus.ACTIVE, versions=self.pinned(published), updated_at=at)

    def pinned(self, published: Mapping[str, int]) -> dict[str, int]:
        """Return the version of each question, those of a draft as `published`; raise FailedPrecondition without."""
        if self.versions:
            return self.versions
        unpublished = self.problems_without(
            published, "question_not_published", "publish or restore this question first"
        )
        if unpublished:
            raise FailedPrecondition(
                "some questions don't exist, are archived or were never published; see details",
                code="question_not_published",
                fields=unpublished,
            )
        return {question_id: published[question_id] for question_id in self.question_ids}

    def drawn(self, seed: str, versions: Mapping[str, int]) -> tuple[DrawnQuestion, ...]:
        """Return what the candidate with this seed is asked, in order."""
        drawn: list[DrawnQuestion] = []
        asked = draw([section.plan() for section in self.sections], seed)
        for number, (section, question_ids) in enumerate(zip(self.sections, asked, strict=True)):
            for question_id in question_ids:
                terms = section.terms(question_id)
                penalty = self.marking.penalty if terms.penalty is None else terms.penalty
                drawn.append(
                    DrawnQuestion(
                        section=number,
                        question_id=question_id,
                        version=versions[question_id],
                        points=terms.points,
                        penalty=penalty,
                    )
                )
        return tuple(drawn)

    def archived(self, *, at: datetime) -> Self:
        """Return the archived assessment: nobody new is admitted, running attempts go on."""
        if self.status is AssessmentStatus.ARCHIVED:
            raise FailedPrecondition("it is archived already", code="assessment_archived")
        return self.with_(status=AssessmentStatus.ARCHIVED, updated_at=at)

    def require_draft(self, what: str) -> None:
        """Raise FailedPrecondition, saying what only a draft can be, for any other."""
        if self.status is not AssessmentStatus.DRAFT:
            raise FailedPrecondition(f"only a draft can be {what}", code="assessment_not_draft")

    def require_active(self) -> None:
        """Raise FailedPrecondition unless candidates may be admitted."""
        if self.status is not AssessmentStatus.ACTIVE:
            raise FailedPrecondition("the assessment is not active", code="assessment_not_active")

    def require_startable(self, *, at: datetime) -> None:
        """Raise FailedPrecondition unless an attempt may be started now."""
        self.require_active()
        if self.opens_at is not None and at < self.opens_at:
            details = {"opensAt": self.opens_at.isoformat()}
            raise FailedPrecondition("it is not open yet", code="assessment_not_open_yet", details=details)
        if self.closes_at is not None and at >= self.closes_at:
            raise FailedPrecondition("it is closed", code="assessment_closed")


def _fields(content: AssessmentContent) -> dict[str, Any]:
    """Return the content as fields of an assessment."""
    window = content.availability
    return {
        **{name: getattr(content, name) for name in AssessmentContent.model_fields},
        "opens_at": window.opens_at if window else None,
        "closes_at": window.closes_at if window else None,
    }
