"""What may be done in a tenant that is not active, as data. What is not here is refused."""

from enum import StrEnum

from shared.auth.permissions import Permission as P


class TenantState(StrEnum):
    """Active; suspended, which is read-only; closing, which its owner may undo for a while; closed for good."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSING = "closing"
    CLOSED = "closed"


_ALWAYS = frozenset({P.ATTEMPTS_FOLLOW_UP, P.ATTEMPTS_TAKE, P.MEMBERS_LEAVE, P.TENANTS_MANAGE})
"""What a candidate has begun is not taken from them, nobody is kept, and an owner can undo what they did."""

_WHILE_CLOSING = _ALWAYS | {P.TENANTS_READ}


def admits(state: TenantState, permission: P, *, writes: bool) -> bool:
    """Tell whether a function that demands a permission may be called in a tenant in this state."""
    match state:
        case TenantState.ACTIVE:
            return True
        case TenantState.SUSPENDED:
            return permission in _ALWAYS or not writes
        case TenantState.CLOSING:
            return permission in _WHILE_CLOSING
        case TenantState.CLOSED:
            return False
