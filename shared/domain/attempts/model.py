"""Attempts: one candidate's sitting of one assessment, timed by the server's clock.

An answer is its own document, saved with rising revisions; saving holds the attempt, so a save that was acknowledged
lies before the moment the attempt closed, and is scored.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Self

from shared.data.repository import Entity
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, NotFound
from shared.model import FrozenModel, Points, View

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
    languages: tuple[str, ...]
    points: Points

    def require_language(self, language: str) -> None:
        """Raise InvalidInput for a language the question does not allow."""
        if language not in self.languages:
            message = f"use one of {', '.join(self.languages)}"
            problem = FieldProblem("/language", "language_not_allowed", message)
            raise InvalidInput("the question does not allow this language", fields=[problem])


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
        if self.is_late(at=at):
            raise FailedPrecondition("the time is up", code="attempt_deadline_passed")

    def is_late(self, *, at: datetime) -> bool:
        """Tell whether the time is up, grace included."""
        return at > self.deadline + GRACE

    def question(self, question_id: str) -> AttemptQuestion:
        """Return one of the attempt's questions; raise NotFound for any other."""
        for each in self.questions:
            if each.question_id == question_id:
                return each
        raise NotFound("the attempt has no such question", code="question_not_found")

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

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written."""
        return not self.source.strip()

    def repeats(self, revision: int, language: str, source: str) -> bool:
        """Tell whether a save is this very one, sent again; raise FailedPrecondition when it comes too late.

        A save is too late once a newer revision lies there, and never replaces another of its own revision.
        """
        if revision > self.revision:
            return False
        if revision < self.revision:
            raise FailedPrecondition(
                f"revision {self.revision} is saved already; save a higher one",
                code="stale_revision",
                details={"currentRevision": self.revision},
            )
        if (language, source) != (self.language, self.source):
            raise FailedPrecondition(
                f"revision {self.revision} holds something else; save a higher one",
                code="revision_conflict",
                details={"currentRevision": self.revision},
            )
        return True


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
    """One scored question; `verdict` is None where nothing was answered.

    `needs_review` says that the program could not be judged (IE), which is no fault of the candidate's.
    """

    question_id: str
    title: str
    language: str | None
    verdict: str | None
    points: Points
    max_points: Points
    tests: tuple[TestPoints, ...] = ()
    needs_review: bool = False

    @classmethod
    def unanswered(cls, question: AttemptQuestion) -> Self:
        """Return the result of a question nobody answered."""
        return cls(
            question_id=question.question_id,
            title=question.title,
            language=None,
            verdict=None,
            points=Decimal("0.00"),
            max_points=question.points,
        )


class AttemptResult(Entity):
    """The whole result, created once. The id is the attempt's."""

    attempt_id: str
    points: Points
    max_points: Points
    questions: tuple[QuestionResult, ...]
    needs_review: bool = False
    scored_at: datetime

    @classmethod
    def of(cls, attempt: Attempt, questions: Sequence[QuestionResult], *, at: datetime) -> Self:
        """Return the result that an attempt's questions add up to."""
        return cls(
            id=attempt.id,
            attempt_id=attempt.id,
            points=sum((each.points for each in questions), Decimal("0.00")),
            max_points=attempt.max_points,
            questions=tuple(questions),
            needs_review=any(each.needs_review for each in questions),
            scored_at=at,
        )


class AttemptStatusProjection(Entity, View):
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
