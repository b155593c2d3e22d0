"""Appeals: a candidate contests the points of one question, once; somebody who did not give them alone decides."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import StringConstraints

from shared.data.repository import Entity
from shared.errors import FailedPrecondition
from shared.model import Points

AppealText = Annotated[str, StringConstraints(min_length=1, max_length=4_000, strip_whitespace=True)]


class AppealStatus(StrEnum):
    """Whether an appeal waits, or how it was decided."""

    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"


class Appeal(Entity):
    """What a candidate says against the points of one question. The id is the graded answer's.

    `points` are those it is about, `points_given` those it led to; without it is not upheld.
    """

    assessment_id: str
    attempt_id: str
    question_id: str
    title: str
    text: str
    status: AppealStatus = AppealStatus.OPEN
    points: Points
    points_given: Points | None = None
    reason: str = ""
    filed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None

    def decided(self, given: Decimal | None, *, by: str, reason: str, at: datetime) -> Self:
        """Return the appeal upheld with other points, or rejected without; raise FailedPrecondition the second time."""
        if self.status is not AppealStatus.OPEN:
            raise FailedPrecondition("this appeal is decided already", code="appeal_decided")
        status = AppealStatus.REJECTED if given is None else AppealStatus.UPHELD
        return self.with_(status=status, points_given=given, reason=reason, decided_by=by, decided_at=at)

    def erased(self) -> Self:
        """Return the appeal without the candidate's words."""
        return self.with_(text="")
