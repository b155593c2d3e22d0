"""Assessments as callers see them."""

from datetime import datetime

from shared.domain.assessments.availability import Availability
from shared.domain.assessments.content import Difficulty, Retakes, Section
from shared.domain.assessments.model import AssessmentStatus
from shared.engines.recording import Recording
from shared.engines.results import Marking, ResultPolicy
from shared.model import View


class AssessmentView(View):
    """An assessment for the hiring team; `versions` pins its questions once it is active."""

    id: str
    title: str
    description: str
    instructions: str
    category: str
    difficulty: Difficulty | None
    tags: tuple[str, ...]
    time_limit_minutes: int
    sections: tuple[Section, ...]
    marking: Marking
    availability: Availability | None
    opens_at: datetime | None
    closes_at: datetime | None
    retakes: Retakes
    results: ResultPolicy
    practice: bool
    recording: Recording
    pair_mode: bool
    versions: dict[str, int]
    status: AssessmentStatus
    created_by: str
    created_at: datetime
    updated_at: datetime
