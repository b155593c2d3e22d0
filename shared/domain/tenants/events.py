"""What happens to tenants and members."""

from datetime import datetime
from typing import ClassVar

from shared.auth.tenant_states import TenantState
from shared.events.event import Event


class SignUpStarted(Event):
    """An account is about to be made for a new tenant; sent later, to clean up what was left half done."""

    type: ClassVar[str] = "tenants.sign_up.started.v1"
    user_id: str
    email: str
    subdomain: str


class TenantCreated(Event):
    """A company signed up."""

    type: ClassVar[str] = "tenants.tenant.created.v1"
    owner_id: str


class TenantGraceEnded(Event):
    """The time in which a closing tenant may be restored is over; sent when it is closed, for then."""

    type: ClassVar[str] = "tenants.tenant.grace_ended.v1"
    closes_at: datetime


class TenantClosingChanged(Event):
    """A tenant is closing, was restored, or is closed for good; `state` is what it became by that."""

    type: ClassVar[str] = "tenants.tenant.closing_changed.v1"
    state: TenantState


class MemberRenamed(Event):
    """A member changed their own name, in every tenant at once: each gets this."""

    type: ClassVar[str] = "tenants.member.renamed.v1"
    user_id: str


class MemberInvited(Event):
    """Somebody is invited to join."""

    type: ClassVar[str] = "tenants.member.invited.v1"
    invitation_id: str


class MemberJoined(Event):
    """An invited person became a member."""

    type: ClassVar[str] = "tenants.member.joined.v1"
    user_id: str


class MemberRemoved(Event):
    """A member left, or was removed."""

    type: ClassVar[str] = "tenants.member.removed.v1"
    user_id: str
