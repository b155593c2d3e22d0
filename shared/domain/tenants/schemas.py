"""Tenants, members and sign-ins as callers send and see them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, EmailStr, Field, StringConstraints
from pydantic_core import PydanticCustomError

from shared.auth.roles import Role
from shared.auth.tenant_states import TenantState
from shared.domain.tenants.model import Branding, Member, MemberInvitationStatus, Suspension, Tenant
from shared.domain.tenants.users import UserRecord
from shared.model import FrozenModel, View
from shared.ports.identity import Tokens

RESERVED_SUBDOMAINS = frozenset(
    {
        *("about", "account", "accounts", "admin", "api", "app", "assets", "auth", "billing", "blog", "cdn", "console"),
        *("dashboard", "demo", "dev", "docs", "ella", "email", "ftp", "gateway", "grafana", "help", "internal"),
        *("localhost", "login", "mail", "metrics", "news", "public", "root", "security", "signin", "signup", "smtp"),
        *("staging", "static", "status", "support", "system", "test", "tests", "webhooks", "www"),
    }
)


def _not_reserved(subdomain: str) -> str:
    if subdomain in RESERVED_SUBDOMAINS:
        raise PydanticCustomError("reserved", "this subdomain is reserved; choose another")
    return subdomain


EmailAddress = Annotated[EmailStr, AfterValidator(str.lower)]
DisplayName = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
NewPassword = Annotated[str, StringConstraints(min_length=8, max_length=200)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Subdomain = Annotated[
    str,
    StringConstraints(min_length=3, max_length=40, pattern="^[a-z0-9]+(-+[a-z0-9]+)*$"),
    AfterValidator(_not_reserved),
]
SuspensionReason = Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]
GivenRole = Literal[Role.ADMIN, Role.MANAGER, Role.RECRUITER, Role.MEMBER, Role.VIEWER]
"""A role that may be given to a member: ownership is transferred, and candidates are not members."""


class UserView(FrozenModel):
    """A person with an account."""

    id: str
    email: str | None
    display_name: str

    @classmethod
    def of(cls, user_id: str, email: str | None, record: UserRecord | None) -> Self:
        """Return the view of a user, by whatever is known."""
        return cls(id=user_id, email=email, display_name=record.display_name if record else "")


class TenantReference(FrozenModel):
    """A tenant somebody belongs to."""

    id: str


class AuthTokens(FrozenModel):
    """What a client needs to go on; `expires_in` is in seconds."""

    access_token: str = Field(repr=False, json_schema_extra={"secret": True})
    refresh_token: str = Field(repr=False, json_schema_extra={"secret": True})
    expires_in: int
    sign_in_session_id: str

    @classmethod
    def of(cls, tokens: Tokens, session_id: str) -> Self:
        """Return the view of a session's tokens."""
        return cls(**_token_fields(tokens, session_id))


class AuthResult(AuthTokens):
    """Somebody signed in; `tenant_id` is their tenant where there is just one, or the one just joined."""

    user: UserView
    tenant_id: str | None
    tenants: tuple[TenantReference, ...]

    @classmethod
    def signed_in(
        cls, tokens: Tokens, session_id: str, email: str | None, record: UserRecord | None, tenant_id: str | None = None
    ) -> Self:
        """Return the result of a sign-in."""
        tenant_ids = record.tenant_ids if record else ()
        if tenant_id is None and len(tenant_ids) == 1:
            tenant_id = tenant_ids[0]
        return cls(
            **_token_fields(tokens, session_id),
            user=UserView.of(tokens.user_id, email, record),
            tenant_id=tenant_id,
            tenants=tuple(TenantReference(id=each) for each in tenant_ids),
        )


class TokenKind(StrEnum):
    """Whose token it is."""

    USER = "user"
    CANDIDATE = "candidate"


class TokenView(FrozenModel):
    """Whom an access token stands for; `is_staff` tells the platform's own people."""

    kind: TokenKind
    user: UserView
    tenants: tuple[TenantReference, ...]
    invitation_id: str | None = None
    is_staff: bool = False


class TenantView(View):
    """A tenant for its members."""

    id: str
    name: str
    subdomain: str
    branding: Branding
    locale: str
    time_zone: str
    retention_days: int | None
    separate_approval: bool
    created_at: datetime
    state: TenantState
    suspension: Suspension | None
    closes_at: datetime | None


class SuspensionView(View):
    """A tenant for platform staff, who see no more of it."""

    id: str
    state: TenantState
    suspension: Suspension | None


class PlatformTenantView(View):
    """A tenant in the platform staff's list; `plan` None is the configured one."""

    id: str
    name: str
    subdomain: str
    state: TenantState
    plan: str | None
    suspension: Suspension | None
    created_at: datetime


class MembershipView(FrozenModel):
    """A tenant for somebody who is a member of it, and as what."""

    id: str
    name: str
    subdomain: str
    state: TenantState
    role: Role
    is_active: bool

    @classmethod
    def joined(cls, tenant: Tenant, member: Member) -> Self:
        """Return the view of a tenant for one of its members."""
        return cls(
            id=tenant.id,
            name=tenant.name,
            subdomain=tenant.subdomain,
            state=tenant.state,
            role=member.role,
            is_active=member.is_active,
        )


class MemberView(View):
    """A member for their colleagues."""

    id: str
    email: str
    display_name: str
    role: Role
    is_active: bool
    joined_at: datetime
    last_sign_in_at: datetime | None


class MemberInvitationView(View):
    """An invitation for those who manage members; the link goes by mail only."""

    id: str
    email: str
    role: Role
    status: MemberInvitationStatus
    invited_by: str
    created_at: datetime
    expires_at: datetime


def _token_fields(tokens: Tokens, session_id: str) -> dict[str, Any]:
    return {
        "access_token": tokens.access_token,
        "refresh_token": tokens.refresh_token,
        "expires_in": tokens.expires_in,
        "sign_in_session_id": session_id,
    }
