"""Assessments as callers see them."""

from datetime import datetime

from shared.domain.assessments.model import AssessmentQuestion, AssessmentStatus
from shared.model import View


class AssessmentView(View):
    """An assessment for the hiring team; its questions have a version once it is active."""

    id: str
    title: str
    description: str
    time_limit_minutes: int
    questions: tuple[AssessmentQuestion, ...]
    status: AssessmentStatus
    created_by: str
    created_at: datetime
    updated_at: datetime
