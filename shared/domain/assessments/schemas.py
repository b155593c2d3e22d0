"""Assessments as callers see them."""

from datetime import datetime
from typing import Self

from shared.domain.assessments.model import Assessment, AssessmentQuestion, AssessmentStatus
from shared.model import FrozenModel


class AssessmentView(FrozenModel):
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

    @classmethod
    def of(cls, assessment: Assessment) -> Self:
        """Return the view of an assessment."""
        return cls(**{name: getattr(assessment, name) for name in cls.model_fields})
