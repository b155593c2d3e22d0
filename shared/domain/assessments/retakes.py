"""How often one candidate may sit one assessment, whatever number of invitations they hold.

A candidate is whoever has an e-mail address, upper and lower case alike. The count is one document for candidate and
assessment, so that of two attempts started at once the second meets the first. Its id is a hash and its content no
name: it still counts once the candidate's data is erased.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Self

from shared.data.repository import Entity
from shared.domain.assessments.model import Assessment
from shared.errors import FailedPrecondition


class SittingCount(Entity):
    """How many attempts of an assessment a candidate has started, and when the last."""

    assessment_id: str
    attempts: int
    last_started_at: datetime

    @classmethod
    def first(cls, assessment_id: str, email: str, *, at: datetime) -> Self:
        """Return the count with a candidate's first attempt."""
        return cls(
            id=sitting_count_id(assessment_id, email), assessment_id=assessment_id, attempts=1, last_started_at=at
        )

    def another(self, *, at: datetime) -> Self:
        """Return the count with one more attempt."""
        return self.with_(attempts=self.attempts + 1, last_started_at=at)


def sitting_count_id(assessment_id: str, email: str) -> str:
    """Return the id of one candidate's count."""
    return hashlib.sha256(f"{assessment_id}\n{email.casefold()}".encode()).hexdigest()


def require_sitting_left(assessment: Assessment, count: SittingCount | None, *, at: datetime) -> None:
    """Raise FailedPrecondition where a candidate with this count may not start an attempt (yet)."""
    if assessment.practice or count is None:
        return
    policy = assessment.retakes
    if count.attempts >= policy.attempts:
        raise FailedPrecondition(
            "this candidate has had every attempt that the assessment allows",
            code="no_attempts_left",
            details={"attempts": policy.attempts},
        )
    next_at = count.last_started_at + timedelta(hours=policy.wait_hours)
    if at < next_at:
        raise FailedPrecondition(
            "it is too early for another attempt", code="retake_too_early", details={"nextAt": next_at.isoformat()}
        )
