"""What an attempt comes to: the points of each question, from a program's tests or from people, and their sum."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from shared.data.repository import Entity
from shared.domain.attempts.model import Attempt, AttemptQuestion
from shared.engines.results import Marking
from shared.engines.scoring.points import rounded
from shared.model import FrozenModel, Points


class TestPoints(FrozenModel):
    """One test of a scored question, as the hiring team sees it."""

    id: str
    visible: bool
    verdict: str
    weight: int
    group: str | None = None
    points: Points
    cpu_ms: int
    memory_kib: int


class ScoreSource(StrEnum):
    """Who gave a question's points: Ella, graders by a rubric, or somebody who answers for it by themselves."""

    SCORING = "scoring"
    GRADING = "grading"
    OVERRIDE = "override"


class QuestionResult(FrozenModel):
    """One scored question; `verdict` is a program's.

    `needs_review` says that a person has to judge it: a text nobody has read, or a program that could not be judged
    (IE), which is no fault of the candidate's.
    """

    question_id: str
    version: int
    kind: str
    title: str
    answered: bool
    language: str | None = None
    verdict: str | None = None
    points: Points
    max_points: Points
    tests: tuple[TestPoints, ...] = ()
    needs_review: bool = False
    source: ScoreSource = ScoreSource.SCORING

    def given(self, points: Decimal, source: ScoreSource) -> Self:
        """Return the result with the points that people gave; nobody has to judge it any more."""
        return self.with_(points=rounded(points), source=source, needs_review=False)

    @classmethod
    def unanswered(cls, question: AttemptQuestion) -> Self:
        """Return the result of a question nobody answered."""
        return cls.of(question, Decimal("0.00"), answered=False)

    @classmethod
    def of(cls, question: AttemptQuestion, points: Decimal, *, answered: bool = True, **more: Any) -> Self:
        """Return the result of a question."""
        points = max(points, Decimal("0.00")) if question.floored else points
        return cls(
            question_id=question.question_id,
            version=question.version,
            kind=question.kind,
            title=question.title,
            answered=answered,
            points=points,
            max_points=question.points,
            **more,
        )


class AnswerScore(Entity):
    """The result of a question that needs no run. The id is `attemptId:questionId`."""

    attempt_id: str
    result: QuestionResult


class AttemptResult(Entity):
    """The whole result, created once. The id is the attempt's. `passed` is None where nobody passes or fails."""

    attempt_id: str
    points: Points
    max_points: Points
    passed: bool | None = None
    marking: Marking = Marking()
    questions: tuple[QuestionResult, ...]
    needs_review: bool = False
    scored_at: datetime

    @classmethod
    def of(cls, attempt: Attempt, questions: Sequence[QuestionResult], *, at: datetime) -> Self:
        """Return the result that an attempt's questions add up to."""
        points = attempt.marking.total(each.points for each in questions)
        return cls(
            id=attempt.id,
            attempt_id=attempt.id,
            points=points,
            max_points=attempt.max_points,
            passed=attempt.marking.passed(points, attempt.max_points),
            marking=attempt.marking,
            questions=tuple(questions),
            needs_review=any(each.needs_review for each in questions),
            scored_at=at,
        )

    def result_of(self, question_id: str) -> QuestionResult | None:
        """Return one question's result; None for a question the attempt doesn't have."""
        return next((each for each in self.questions if each.question_id == question_id), None)

    def rescored(self, question: QuestionResult) -> Self:
        """Return the result with one question's replaced."""
        questions = tuple(question if each.question_id == question.question_id else each for each in self.questions)
        points = self.marking.total(each.points for each in questions)
        return self.with_(
            questions=questions,
            points=points,
            passed=self.marking.passed(points, self.max_points),
            needs_review=any(each.needs_review for each in questions),
        )
