"""Who calls: the caller is a type."""

from dataclasses import dataclass

from shared.auth.permissions import Permission
from shared.auth.roles import Role

FOLLOW_UP_UNTIL = "followUpUntil"
"""The claim of a candidate's token that is for what comes after their attempt, and until when, in seconds."""


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Nobody signed in; `address` is the client's network address."""

    address: str

    @property
    def principal(self) -> str:
        """The name limits and idempotency keys are counted under."""
        return f"address:{self.address}"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody signed in, outside any tenant, in one of their sign-in sessions; platform staff by a custom claim."""

    user_id: str
    email: str | None
    is_staff: bool = False
    session_id: str = ""
    email_verified: bool = False

    @property
    def principal(self) -> str:
        """The name limits and idempotency keys are counted under."""
        return f"user:{self.user_id}"


@dataclass(frozen=True, slots=True)
class Member:
    """A member acting in their tenant, or platform staff acting in one whose owner granted them a role for a time."""

    user_id: str
    email: str | None
    tenant_id: str
    role: Role
    support_grant_id: str | None = None

    @property
    def principal(self) -> str:
        """The name limits and idempotency keys are counted under."""
        return f"user:{self.user_id}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person being assessed, admitted by one invitation; never a member by that.

    The role tells whether they came by a link whose attempt has ended.
    """

    user_id: str
    tenant_id: str
    invitation_id: str
    role: Role = Role.CANDIDATE

    @property
    def principal(self) -> str:
        """The name limits and idempotency keys are counted under."""
        return f"candidate:{self.invitation_id}"


@dataclass(frozen=True, slots=True)
class ApiKeyCaller:
    """A program acting in a tenant by an API key; it may do what the key's scopes name, as often as the key says.

    One that is bound to an app is for what concerns that app alone, and for flags in the environment it names.
    """

    key_id: str
    tenant_id: str
    scopes: frozenset[Permission]
    requests_per_minute: int | None = None
    app_id: str | None = None
    environment: str | None = None

    @property
    def principal(self) -> str:
        """The name limits and idempotency keys are counted under."""
        return f"apiKey:{self.key_id}"


@dataclass(frozen=True, slots=True)
class System:
    """Ella itself: a subscriber or a scheduled job, named."""

    function: str

    @property
    def principal(self) -> str:
        """The name audit entries carry."""
        return f"system:{self.function}"


Caller = Anonymous | User | Member | Candidate | ApiKeyCaller | System
