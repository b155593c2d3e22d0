"""An assessment's scored attempts side by side: only what ranking them needs is read."""

from datetime import datetime
from fractions import Fraction

from shared.data.store import StoreQuery
from shared.data.unit_of_work import Reads
from shared.domain.attempts.model import AttemptStatus
from shared.domain.attempts.repository import ATTEMPT_LIST
from shared.errors import FailedPrecondition
from shared.model import FrozenModel, Points

MOST = 5_000


class ScoredAttempt(FrozenModel):
    """One scored attempt, as far as it is compared."""

    id: str
    candidate_name: str
    points: Points
    max_points: Points
    scored_at: datetime

    @property
    def share(self) -> Fraction:
        """The share of the points, exactly."""
        return Fraction(self.points) / Fraction(self.max_points) if self.max_points else Fraction(0)


_FIELDS = ("id", "candidateName", "points", "maxPoints", "scoredAt")


async def scored_attempts(reads: Reads, assessment_id: str) -> list[ScoredAttempt]:
    """Return an assessment's scored attempts, the latest first; raise FailedPrecondition for more than 5,000."""
    filters = ATTEMPT_LIST.filters({"assessmentId": assessment_id, "status": AttemptStatus.SCORED.value})
    query = StoreQuery(ATTEMPT_LIST.collection, filters, ATTEMPT_LIST.orders(), limit=MOST + 1, only=_FIELDS)
    found = await reads.query(query)
    if len(found) > MOST:
        raise FailedPrecondition(
            f"more than {MOST} attempts are scored; nobody is ranked among so many", code="too_many_attempts"
        )
    return [ScoredAttempt.model_validate(document.data) for document in found]
