"""A company, its members and the invitations that make more of them."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from shared.auth.roles import Role
from shared.auth.tenant_states import TenantState
from shared.data.repository import Entity
from shared.errors import FailedPrecondition
from shared.model import FrozenModel

INVITATION_LIFETIME = timedelta(days=7)
CLOSING_GRACE = timedelta(days=30)
LINK_KIND = "member-invitation"

Color = Annotated[str, StringConstraints(pattern="^#[0-9a-fA-F]{6}$")]


class Branding(FrozenModel):
    """How a tenant's pages and mails look; the logo is fetched by whoever sees them, never by Ella."""

    primary_color: Color | None = None
    accent_color: Color | None = None
    logo_url: Annotated[str, StringConstraints(max_length=2_000, pattern=r"^https://[^\s\"'<>\\]+$")] | None = None


class TenantProfile(FrozenModel):
    """What a tenant says of itself; without `retention_days` nothing is deleted for its age.

    With `separate_approval` nobody approves what they submitted themselves.
    """

    name: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
    branding: Branding = Branding()
    locale: Annotated[str, StringConstraints(pattern="^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$")] = "en"
    time_zone: Annotated[str, StringConstraints(min_length=1, max_length=100)] = "UTC"
    retention_days: Annotated[int, Field(ge=30, le=3_650)] | None = None
    separate_approval: bool = False


class SuspendedBy(StrEnum):
    """Who may end a suspension: whoever began it."""

    OWNER = "owner"
    PLATFORM = "platform"


class Suspension(FrozenModel):
    """Why a tenant is suspended, and since when."""

    by: SuspendedBy
    reason: str
    at: datetime


class Tenant(Entity, TenantProfile):
    """A company on Ella."""

    subdomain: str
    created_at: datetime
    plan: str | None = None  # where None, the configured one
    state: TenantState = TenantState.ACTIVE
    suspension: Suspension | None = None
    closes_at: datetime | None = None

    def require_active(self) -> None:
        """Raise FailedPrecondition while nobody can join."""
        if self.state is not TenantState.ACTIVE:
            raise FailedPrecondition(f"this tenant is {self.state}; ask whoever invited you", code="tenant_not_active")

    def suspended(self, suspension: Suspension) -> Self:
        """Return the suspended tenant; the platform's suspension stands in place of the owner's, never the reverse."""
        if self.state in (TenantState.CLOSING, TenantState.CLOSED):
            raise FailedPrecondition("this tenant is closing", code="tenant_closing")
        self._require_not_above(suspension.by)
        return self.with_(state=TenantState.SUSPENDED, suspension=suspension)

    def resumed(self, by: SuspendedBy) -> Self:
        """Return the tenant without its suspension; raise FailedPrecondition when the platform alone may end it."""
        if self.suspension is None:
            raise FailedPrecondition("this tenant is not suspended", code="not_suspended")
        self._require_not_above(by)
        state = TenantState.ACTIVE if self.state is TenantState.SUSPENDED else self.state
        return self.with_(state=state, suspension=None)

    def closing(self, *, closes_at: datetime) -> Self:
        """Return the tenant as its owner closes it; raise FailedPrecondition when that happened before."""
        if self.state in (TenantState.CLOSING, TenantState.CLOSED):
            raise FailedPrecondition("this tenant is closing already", code="tenant_closing")
        return self.with_(state=TenantState.CLOSING, closes_at=closes_at)

    def restored(self, *, at: datetime) -> Self:
        """Return the tenant as it was before it was closed; raise FailedPrecondition when it is too late."""
        if self.state is not TenantState.CLOSING or self.closes_at is None or at >= self.closes_at:
            raise FailedPrecondition("there is no closing to undo", code="not_closing")
        state = TenantState.SUSPENDED if self.suspension else TenantState.ACTIVE
        return self.with_(state=state, closes_at=None)

    def closed(self, *, at: datetime) -> Self | None:
        """Return the closed tenant; None while it may be restored, or after it was."""
        if self.state is not TenantState.CLOSING or self.closes_at is None or at < self.closes_at:
            return None
        return self.with_(state=TenantState.CLOSED)

    def _require_not_above(self, by: SuspendedBy) -> None:
        if self.suspension and self.suspension.by is SuspendedBy.PLATFORM and by is SuspendedBy.OWNER:
            raise FailedPrecondition(
                "the platform suspended this tenant; write to support", code="suspended_by_platform"
            )


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

    def is_open(self, *, at: datetime) -> bool:
        """Tell whether whoever was invited may still join."""
        return self.status is MemberInvitationStatus.PENDING and at < self.expires_at

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
