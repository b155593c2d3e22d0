"""A company, its members and the invitations that make more of them."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from shared.auth.roles import Role
from shared.data.repository import Entity
from shared.errors import FailedPrecondition

INVITATION_LIFETIME = timedelta(days=7)
LINK_KIND = "member-invitation"


class Tenant(Entity):
    """A company on Ella."""

    name: str
    subdomain: str
    created_at: datetime


class Member(Entity):
    """A person's place in a tenant; the id is the user's."""

    email: str
    display_name: str
    role: Role
    is_active: bool = True
    joined_at: datetime
    last_sign_in_at: datetime | None = None

    @property
    def is_active_owner(self) -> bool:
        """Whether the member counts among those of whom one must stay."""
        return self.role is Role.OWNER and self.is_active


class MemberInvitationStatus(StrEnum):
    """How far a member's invitation has come."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REVOKED = "revoked"


class MemberInvitation(Entity):
    """An offer to join a tenant with a role."""

    email: str
    role: Role
    status: MemberInvitationStatus = MemberInvitationStatus.PENDING
    invited_by: str
    created_at: datetime
    expires_at: datetime

    def accepted(self, *, at: datetime) -> Self:
        """Return the accepted invitation; raise FailedPrecondition when it was used or has expired."""
        self._require_pending()
        if at >= self.expires_at:
            raise FailedPrecondition("this invitation has expired; ask for a new one", code="invitation_expired")
        return self.with_(status=MemberInvitationStatus.ACCEPTED)

    def revoked(self) -> Self:
        """Return the invitation as it admits nobody any more; raise FailedPrecondition when it was accepted."""
        if self.status is MemberInvitationStatus.REVOKED:
            return self
        self._require_pending()
        return self.with_(status=MemberInvitationStatus.REVOKED)

    def _require_pending(self) -> None:
        if self.status is MemberInvitationStatus.REVOKED:
            raise FailedPrecondition("this invitation was revoked", code="invitation_revoked")
        if self.status is not MemberInvitationStatus.PENDING:
            raise FailedPrecondition("this invitation was used already", code="invitation_used")
