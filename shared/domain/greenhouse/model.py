"""Tests that Greenhouse has sent: each is one of its candidates' invitations to an assessment.

Once the result is there, Greenhouse gets an empty PATCH at the URL it named, and then asks for the test's status.
"""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from shared.data.repository import Entity

RETRY_DELAYS = (
    timedelta(seconds=10),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=24),
)
"""How long each try of a PATCH waits after the one that failed."""

MAX_REASON = 300


class PatchStatus(StrEnum):
    """Whether Greenhouse knows that the test is complete."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class Interview(Entity):
    """A test that was sent; the id is Greenhouse's `partner_interview_id`. `reason` is why the last PATCH failed."""

    assessment_id: str
    invitation_id: str
    url: str
    sent_by: str
    created_at: datetime
    patch: PatchStatus = PatchStatus.PENDING
    tries: int = 0
    reason: str = ""
    patched_at: datetime | None = None

    @property
    def delay(self) -> timedelta | None:
        """How long the next try is to wait, None when there is no more."""
        return RETRY_DELAYS[self.tries - 1] if self.tries <= len(RETRY_DELAYS) else None

    def awaits(self, number: int) -> bool:
        """Tell whether a try is the one that is due."""
        return self.patch is PatchStatus.PENDING and self.tries + 1 == number

    def delivered(self, *, at: datetime) -> Self:
        """Return it once Greenhouse knows."""
        return self.with_(patch=PatchStatus.DELIVERED, tries=self.tries + 1, reason="", patched_at=at)

    def tried(self, reason: str) -> Self:
        """Return it after a try that failed."""
        return self.with_(tries=self.tries + 1, reason=reason[:MAX_REASON])

    def given_up(self) -> Self:
        """Return it as Greenhouse will not be told."""
        return self.with_(patch=PatchStatus.FAILED)


def interview_id(test_id: str, profile: str) -> str:
    """Return the one id that a test sent to a candidate can have, however often it is sent."""
    return hashlib.sha256(f"{test_id}\n{profile}".encode()).hexdigest()[:40]
