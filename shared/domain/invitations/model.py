"""Invitations of candidates: one link, one candidate, one attempt.

The first redemption admits at once. Later ones, on another device, need a code mailed to the candidate. After the
attempt has ended the link admits for a while yet, by such a code alone, and to nothing but what comes after.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from shared.auth.caller import FOLLOW_UP_UNTIL
from shared.domain.invitations.challenges import Challenged
from shared.errors import FailedPrecondition, ResourceExhausted
from shared.model import FrozenModel

LINK_KIND = "candidate-invitation"
CODE_KIND = "candidate-code"
ERASED_EMAIL = "erased@erased.invalid"
ERASED_NAME = "Erased candidate"
LIFETIME = timedelta(days=14)
FOLLOW_UP = timedelta(days=90)
"""How long the link admits after the attempt, and after what was decided about it last."""
MAX_RESENT = 5
RESEND_PAUSE = timedelta(minutes=10)


class InvitationStatus(StrEnum):
    """How far a candidate has come."""

    PENDING = "pending"
    REDEEMED = "redeemed"
    STARTED = "started"
    ENDED = "ended"
    CANCELLED = "cancelled"


class Offer(FrozenModel):
    """To what somebody invites, and until when; `public_link_id` names the link it came by, if any."""

    assessment_id: str
    assessment_title: str
    invited_by: str
    expires_at: datetime
    public_link_id: str = ""


class Invitation(Challenged):
    """One candidate's invitation to one assessment."""

    assessment_id: str
    assessment_title: str
    email: str
    candidate_id: str = ""
    candidate_name: str
    status: InvitationStatus = InvitationStatus.PENDING
    invited_by: str
    public_link_id: str = ""
    created_at: datetime
    expires_at: datetime
    resent_count: int = 0
    resent_at: datetime | None = None
    follow_up_until: datetime | None = None

    @property
    def candidate_uid(self) -> str:
        """The candidate's user id: a user of its own for each invitation."""
        return f"candidate-{self.id}"

    @property
    def awaits_mail(self) -> bool:
        """Whether the candidate has use for the link: it is not opened yet, or the team sends it again.

        Whoever came by a public link has begun already, and gets a link of their own to come back by.
        """
        if self.public_link_id:
            return self.status in (InvitationStatus.PENDING, InvitationStatus.REDEEMED, InvitationStatus.STARTED)
        if self.status is InvitationStatus.REDEEMED:
            return self.resent_at is not None
        return self.status is InvitationStatus.PENDING

    def is_live(self, *, at: datetime) -> bool:
        """Whether it admits its candidate, or they are at work."""
        if self.status is InvitationStatus.STARTED:
            return True
        return self.status in (InvitationStatus.PENDING, InvitationStatus.REDEEMED) and at < self.expires_at

    def require_usable(self, *, at: datetime) -> None:
        """Raise FailedPrecondition when the link admits nobody any more."""
        if self.status is InvitationStatus.ENDED:
            raise FailedPrecondition("the attempt has ended; this link is used up", code="invitation_used")
        if self.status is InvitationStatus.CANCELLED:
            raise FailedPrecondition("this invitation was cancelled", code="invitation_cancelled")
        if at >= self.expires_at and self.status is not InvitationStatus.STARTED:
            raise FailedPrecondition("this invitation has expired", code="invitation_expired")

    def require_admitting(self, *, at: datetime) -> None:
        """Raise FailedPrecondition when the link admits nobody any more, not even after the attempt."""
        if self.status is not InvitationStatus.ENDED or self.follow_up_until is None or at >= self.follow_up_until:
            self.require_usable(at=at)

    def claims(self, tenant_id: str) -> dict[str, Any]:
        """Return what the candidate's tokens say; after the attempt also until when they are good for what follows."""
        claims: dict[str, Any] = {"tenantId": tenant_id, "invitationId": self.id}
        if self.status is InvitationStatus.ENDED and self.follow_up_until is not None:
            claims[FOLLOW_UP_UNTIL] = int(self.follow_up_until.timestamp())
        return claims

    def cancelled(self) -> Self:
        """Return the invitation as it admits nobody; raise FailedPrecondition once the attempt began."""
        self._require_not_begun()
        return self.with_(status=InvitationStatus.CANCELLED, challenge=None)

    def resent(self, *, at: datetime) -> Self:
        """Return the invitation as its mail goes out again.

        Raise FailedPrecondition where nobody could follow it or it went too often, ResourceExhausted where too soon.
        """
        self._require_not_begun()
        self.require_usable(at=at)
        if self.resent_count >= MAX_RESENT:
            raise FailedPrecondition(
                f"the mail was sent again {MAX_RESENT} times; that is all", code="resent_too_often"
            )
        wait = (self.resent_at or self.created_at) + RESEND_PAUSE - at
        if wait > timedelta(0):
            seconds = wait.total_seconds()
            raise ResourceExhausted("the last mail is minutes old; give it time to arrive", retry_after=seconds)
        return self.with_(resent_count=self.resent_count + 1, resent_at=at)

    def extended(self, expires_at: datetime) -> Self:
        """Return the invitation with another end; raise FailedPrecondition once it is begun or cancelled."""
        self._require_not_begun()
        if self.status is InvitationStatus.CANCELLED:
            raise FailedPrecondition("this invitation was cancelled; invite anew", code="invitation_cancelled")
        return self.with_(expires_at=expires_at)

    def _require_not_begun(self) -> None:
        if self.status in (InvitationStatus.STARTED, InvitationStatus.ENDED):
            raise FailedPrecondition("the candidate has begun already", code="invitation_used")

    def redeemed(self) -> Self:
        """Return the invitation after its first redemption."""
        return self.with_(status=InvitationStatus.REDEEMED)

    def started(self) -> Self:
        """Return the invitation once the attempt runs."""
        return self.with_(status=InvitationStatus.STARTED)

    def erased(self) -> Self:
        """Return the invitation without whom it was for; raise FailedPrecondition while the attempt runs."""
        if self.status is InvitationStatus.STARTED:
            raise FailedPrecondition("the attempt is running; erase once it has ended", code="attempt_running")
        if self.email == ERASED_EMAIL:
            raise FailedPrecondition("this candidate's data was erased already", code="already_erased")
        return self.with_(
            email=ERASED_EMAIL,
            candidate_id="",
            candidate_name=ERASED_NAME,
            status=InvitationStatus.ENDED,
            challenge=None,
            follow_up_until=None,
        )

    def ended(self, *, at: datetime) -> Self:
        """Return the invitation after the attempt."""
        return self.with_(status=InvitationStatus.ENDED, challenge=None, follow_up_until=at + FOLLOW_UP)

    def followed_up(self, *, at: datetime) -> Self:
        """Return the ended invitation as something new was decided about its attempt; that of the erased as it is."""
        if self.follow_up_until is None:
            return self
        return self.with_(follow_up_until=max(self.follow_up_until, at + FOLLOW_UP))
