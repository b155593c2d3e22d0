"""Grading: answers that people mark by a rubric, none of them seeing another's marks before all are in."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from shared.data.repository import Entity
from shared.engines.results import Percent
from shared.engines.rubrics import Mark, Rubric, differ, mean
from shared.errors import FailedPrecondition
from shared.model import FrozenModel, Points

PAGE = 50
"""How many attempts one event is about, so that a commit stays small."""

MarkerCount = Annotated[int, Field(ge=1, le=5)]
"""How many graders mark one answer."""


class QuestionRubric(Entity):
    """A question's rubric in one assessment. The id is `assessmentId:questionId`, of a version with `:version` behind.

    What was marked by a version is judged by it until it is regraded.
    """

    assessment_id: str
    question_id: str
    version: int
    rubric: Rubric
    set_by: str
    set_at: datetime


def rubric_id(assessment_id: str, question_id: str, version: int | None = None) -> str:
    """Return the id of a question's rubric, or of one version of it."""
    current = f"{assessment_id}:{question_id}"
    return current if version is None else f"{current}:{version}"


class GraderAssignment(Entity):
    """A wish to have a question's answers graded: those of all scored attempts, or of some, `markers` times each.

    `following` is the place among the graders of whoever gets the next answer.
    """

    assessment_id: str
    question_id: str
    attempt_ids: tuple[str, ...] = ()
    grader_ids: tuple[str, ...]
    markers: MarkerCount
    threshold_percent: Percent
    rubric_version: int
    following: int = 0
    answers: int = 0
    is_complete: bool = False
    created_by: str
    created_at: datetime

    def next_graders(self, able: Collection[str]) -> tuple[tuple[str, ...], Self]:
        """Return who marks the next answer, in turns among those who are able to, and the assignment after that.

        Where too few are, nobody marks it.
        """
        count = len(self.grader_ids)
        turns = [(self.following + place) % count for place in range(count)]
        chosen = [place for place in turns if self.grader_ids[place] in able][: self.markers]
        if len(chosen) < self.markers:
            return (), self
        after = self.with_(following=(chosen[-1] + 1) % count, answers=self.answers + 1)
        return tuple(self.grader_ids[place] for place in chosen), after


class GradingRule(Entity):
    """By which assignment answers get their graders that are scored later. The id is `assessmentId:questionId`."""

    assignment_id: str


class GradingStatus(StrEnum):
    """Whether a grader has handed in their marks."""

    ASSIGNED = "assigned"
    SUBMITTED = "submitted"


class Grading(Entity):
    """One grader's marks for one answer; with `decides` they settle what the others disagreed about.

    The id says nothing of whose answer it is.
    """

    assessment_id: str
    attempt_id: str
    question_id: str
    title: str
    kind: str
    worth: Points
    grader_id: str
    rubric_version: int
    decides: bool = False
    status: GradingStatus = GradingStatus.ASSIGNED
    marks: tuple[Mark, ...] = ()
    comment: str = ""
    private_notes: str = ""
    points: Points | None = None
    assigned_at: datetime
    submitted_at: datetime | None = None

    def submitted(
        self, marks: Sequence[Mark], points: Decimal, *, comment: str, private_notes: str, at: datetime
    ) -> Self:
        """Return the grading with its marks; raise FailedPrecondition when it has some already."""
        if self.status is GradingStatus.SUBMITTED:
            raise FailedPrecondition("these marks are handed in already", code="grading_submitted")
        return self.with_(
            status=GradingStatus.SUBMITTED,
            marks=tuple(marks),
            points=points,
            comment=comment,
            private_notes=private_notes,
            submitted_at=at,
        )


class GradedStatus(StrEnum):
    """Marking waits for graders, disagreed for somebody who decides, graded has its points."""

    MARKING = "marking"
    DISAGREED = "disagreed"
    GRADED = "graded"


class GivenPoints(FrozenModel):
    """What one grading came to."""

    grading_id: str
    grader_id: str
    points: Points


class GradedAnswer(Entity):
    """One answer that people judge. The id is `attemptId:questionId`.

    `points` is the graders' mean, or what whoever decided gave (`decided_by`).
    """

    assessment_id: str
    attempt_id: str
    question_id: str
    worth: Points
    rubric_version: int
    threshold_percent: Percent
    grading_ids: tuple[str, ...]
    grader_ids: tuple[str, ...]
    given: tuple[GivenPoints, ...] = ()
    status: GradedStatus = GradedStatus.MARKING
    points: Points | None = None
    decided_by: str | None = None
    reason: str = ""
    graded_at: datetime | None = None

    def marked(self, grading: Grading, points: Decimal, *, at: datetime) -> Self:
        """Return the answer with one more grading: once all are in it is graded, unless they differ too much."""
        if grading.decides:
            return self.decided(points, by=grading.grader_id, reason=grading.comment, at=at)
        given = (*self.given, GivenPoints(grading_id=grading.id, grader_id=grading.grader_id, points=points))
        marked = self.with_(given=given)
        if len(given) < len(self.grading_ids):
            return marked
        each = [one.points for one in given]
        if differ(each, self.worth, self.threshold_percent):
            return marked.with_(status=GradedStatus.DISAGREED)
        return marked.with_(status=GradedStatus.GRADED, points=mean(each), graded_at=at)

    def referred(self, grading_id: str, grader_id: str) -> Self:
        """Return the answer as one more grader decides about it; raise FailedPrecondition for one who did not."""
        self.require_disagreed()
        if grader_id in self.grader_ids:
            raise FailedPrecondition("they graded it already; ask somebody else", code="grader_not_new")
        return self.with_(grading_ids=(*self.grading_ids, grading_id), grader_ids=(*self.grader_ids, grader_id))

    def decided(self, points: Decimal, *, by: str, reason: str, at: datetime) -> Self:
        """Return the answer as one person decides; raise FailedPrecondition where the graders did not disagree."""
        self.require_disagreed()
        return self.with_(status=GradedStatus.GRADED, points=points, decided_by=by, reason=reason, graded_at=at)

    def points_by(self, rubric: Rubric, given_by: Mapping[int, Rubric], gradings: Sequence[Grading]) -> Decimal | None:
        """Return what the answer comes to by another rubric; `given_by` holds those the marks were given by.

        None where people have to judge it: the lead decided, marks are missing, or the graders now disagree.
        """
        deciding = [each for each in gradings if each.decides and each.grader_id == self.decided_by]
        counted = deciding if self.decided_by else [each for each in gradings if not each.decides]
        points = [rubric.points(each.marks, self.worth, given_by=given_by[each.rubric_version]) for each in counted]
        found = [each for each in points if each is not None]
        if not found or len(found) < len(points) or differ(found, self.worth, self.threshold_percent):
            return None
        return mean(found)

    def regraded(self, points: Decimal, *, rubric_version: int, at: datetime) -> Self:
        """Return the answer with its points by another version of the rubric."""
        return self.with_(points=points, rubric_version=rubric_version, graded_at=at)

    def require_disagreed(self) -> None:
        """Raise FailedPrecondition unless the graders disagree."""
        if self.status is not GradedStatus.DISAGREED:
            raise FailedPrecondition("there is no disagreement to decide about", code="graders_agree")

    def require_all_in(self) -> None:
        """Raise FailedPrecondition while some graders are still marking."""
        if self.status is GradedStatus.MARKING:
            raise FailedPrecondition("some graders have not handed in their marks yet", code="grading_open")


def graded_id(attempt_id: str, question_id: str) -> str:
    """Return the id of one graded answer."""
    return f"{attempt_id}:{question_id}"
