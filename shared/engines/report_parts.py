"""What a report on a candidate takes from grading and from integrity."""

from datetime import datetime

from shared.model import FrozenModel, Points


class ReportedRemark(FrozenModel):
    """What a grader says to one criterion of the rubric."""

    criterion_id: str
    comment: str


class ReportedComment(FrozenModel):
    """What one grader says to an answer; graders are not named, and their private notes stay with the team."""

    points: Points | None
    comment: str
    remarks: tuple[ReportedRemark, ...]


class ReportedFinding(FrozenModel):
    """Something that was noticed, and what the candidate says to it; other candidates' attempts are not named."""

    severity: str
    statement: str
    question_id: str | None
    reply: str | None
    replied_at: datetime | None


class ReportedIntegrity(FrozenModel):
    """What was noticed of an attempt, for people to judge, and when somebody of the team had looked."""

    findings: tuple[ReportedFinding, ...]
    computed_at: datetime
    reviewed_at: datetime | None
