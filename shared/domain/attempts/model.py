"""Attempts: one candidate's sitting of one assessment, timed by the server's clock.

An answer is its own document, saved with rising revisions; saving holds the attempt, so a save that was acknowledged
lies before the moment the attempt closed, and is scored.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Self

from shared.data.repository import Entity
from shared.errors import FailedPrecondition
from shared.model import FrozenModel, Points

GRACE = timedelta(seconds=5)
MAX_SOURCE = 50_000


class AttemptStatus(StrEnum):
    """Open takes answers, submitted is being scored, scored has its result."""

    OPEN = "open"
    SUBMITTED = "submitted"
    SCORED = "scored"


class ClosedBy(StrEnum):
    """What ended an attempt."""

    CANDIDATE = "candidate"
    DEADLINE = "deadline"


class AttemptQuestion(FrozenModel):
    """A question as this attempt pins it."""

    question_id: str
    version: int
    title: str
    points: Points


class Attempt(Entity):
    """A sitting. Its id is its invitation's, so there can be only one."""

    invitation_id: str
    candidate_uid: str
    candidate_email: str
    candidate_name: str
    assessment_id: str
    title: str
    questions: tuple[AttemptQuestion, ...]
    status: AttemptStatus = AttemptStatus.OPEN
    started_at: datetime
    deadline: datetime
    submitted_at: datetime | None = None
    closed_by: ClosedBy | None = None
    scored_at: datetime | None = None
    points: Points | None = None
    max_points: Points

    def require_open(self, *, at: datetime) -> None:
        """Raise FailedPrecondition when no answer is taken any more; a few seconds of grace cover the network."""
        if self.status is not AttemptStatus.OPEN:
            raise FailedPrecondition("the attempt has ended", code="attempt_closed")
        if at > self.deadline + GRACE:
            raise FailedPrecondition("the time is up", code="attempt_deadline_passed")

    def question(self, question_id: str) -> AttemptQuestion | None:
        """Return one of the attempt's questions."""
        return next((each for each in self.questions if each.question_id == question_id), None)

    def submitted(self, by: ClosedBy, *, at: datetime) -> Self:
        """Return the closed attempt."""
        return self.with_(status=AttemptStatus.SUBMITTED, submitted_at=at, closed_by=by)

    def scored(self, points: Decimal, *, at: datetime) -> Self:
        """Return the attempt with its points."""
        return self.with_(status=AttemptStatus.SCORED, points=points, scored_at=at)


class Answer(Entity):
    """What a candidate has written for one question. The id is `attemptId:questionId`."""

    attempt_id: str
    question_id: str
    revision: int
    language: str
    source: str
    saved_at: datetime


def answer_id(attempt_id: str, question_id: str) -> str:
    """Return the id of one answer."""
    return f"{attempt_id}:{question_id}"


def scoring_run_id(attempt_id: str, question_id: str) -> str:
    """Return the id of the run that scores one answer."""
    return f"{attempt_id}:{question_id}"


class TestPoints(FrozenModel):
    """One test of a scored question, as the hiring team sees it."""

    id: str
    visible: bool
    verdict: str
    weight: int
    points: Points
    cpu_ms: int
    memory_kib: int


class QuestionResult(FrozenModel):
    """One scored question; `verdict` is None where nothing was answered."""

    question_id: str
    title: str
    language: str | None
    verdict: str | None
    points: Points
    max_points: Points
    tests: tuple[TestPoints, ...]


class AttemptResult(Entity):
    """The whole result, created once. The id is the attempt's."""

    attempt_id: str
    points: Points
    max_points: Points
    questions: tuple[QuestionResult, ...]
    scored_at: datetime


class AttemptStatusProjection(Entity):
    """What browsers listen to: no answers, no points."""

    invitation_id: str
    candidate_uid: str
    assessment_id: str
    title: str
    status: AttemptStatus
    started_at: datetime
    deadline: datetime
    submitted_at: datetime | None = None
    scored_at: datetime | None = None

    @classmethod
    def of(cls, attempt: Attempt) -> Self:
        """Return the projection of an attempt."""
        return cls(**{name: getattr(attempt, name) for name in cls.model_fields})
