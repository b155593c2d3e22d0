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
    plan: str | None = None  # where None, the configured one


class Member(Entity):
    """A person's place in a tenant; the id is the user's."""

    email: str
    display_name: str
    role: Role
    is_active: bool = True
    joined_at: datetime

    def given(self, role: Role) -> Self:
        """Return the member with another role; raise FailedPrecondition for the owner, who stays it."""
        if self.role is Role.OWNER:
            raise FailedPrecondition("the owner's role can't be changed", code="owner_role_fixed")
        return self.with_(role=role)


class MemberInvitationStatus(StrEnum):
    """How far a member's invitation has come."""

    PENDING = "pending"
    ACCEPTED = "accepted"


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
        if self.status is not MemberInvitationStatus.PENDING:
            raise FailedPrecondition("this invitation was used already", code="invitation_used")
        if at >= self.expires_at:
            raise FailedPrecondition("this invitation has expired; ask for a new one", code="invitation_expired")
        return self.with_(status=MemberInvitationStatus.ACCEPTED)
