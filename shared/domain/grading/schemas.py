"""Rubrics and gradings as callers see them."""

from datetime import datetime

from shared.domain.grading.appeals import AppealStatus
from shared.domain.grading.model import GivenPoints, GradedStatus, GradingStatus
from shared.engines.rubrics import Mark, Rubric
from shared.model import Points, View


class RubricView(View):
    """A question's rubric."""

    assessment_id: str
    question_id: str
    version: int
    rubric: Rubric
    set_by: str
    set_at: datetime


class GraderAssignmentView(View):
    """An assignment, with how many answers it gave to graders so far."""

    id: str
    assessment_id: str
    question_id: str
    grader_ids: tuple[str, ...]
    markers: int
    threshold_percent: Points
    rubric_version: int
    answers: int
    is_complete: bool
    created_by: str
    created_at: datetime


class GradingView(View):
    """A grading in a queue: neither whose answer it is nor what anybody gave."""

    id: str
    assessment_id: str
    question_id: str
    title: str
    kind: str
    worth: Points
    grader_id: str
    decides: bool
    status: GradingStatus
    assigned_at: datetime
    submitted_at: datetime | None


class MarkedGradingView(GradingView):
    """A grading with its marks."""

    rubric_version: int
    marks: tuple[Mark, ...]
    comment: str
    private_notes: str
    points: Points | None


class GradedAnswerView(View):
    """What an answer's gradings came to."""

    attempt_id: str
    question_id: str
    worth: Points
    rubric_version: int
    threshold_percent: Points
    status: GradedStatus
    given: tuple[GivenPoints, ...]
    points: Points | None
    decided_by: str | None
    reason: str
    graded_at: datetime | None


class OwnAppealView(View):
    """An appeal for the candidate who filed it; not who decided."""

    question_id: str
    title: str
    text: str
    status: AppealStatus
    points: Points
    points_given: Points | None
    reason: str
    filed_at: datetime
    decided_at: datetime | None


class AppealView(OwnAppealView):
    """An appeal for the hiring team."""

    id: str
    assessment_id: str
    attempt_id: str
    decided_by: str | None
