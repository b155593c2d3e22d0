"""What every token of a project must say, whoever signed it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeGuard

from shared.errors import Unauthenticated
from shared.ports.identity import TokenClaims

_LEEWAY_SECONDS = 60
_STANDARD = frozenset(
    "acr amr at_hash aud auth_time azp cnf c_hash email email_verified exp firebase iat iss jti name nbf nonce "
    "phone_number picture provider_id sub user_id".split()
)


def issuer(project: str) -> str:
    """Return the issuer of a project's tokens."""
    return f"https://securetoken.google.com/{project}"


def cookie_issuer(project: str) -> str:
    """Return the issuer of a project's session cookies."""
    return f"https://session.firebase.google.com/{project}"


def refused() -> Unauthenticated:
    """Return the one answer to a bad token, which tells nothing."""
    return Unauthenticated("the access token is not valid; sign in again", code="invalid_token")


def checked_claims(payload: Mapping[str, Any], project: str, now: datetime, issued_by: str) -> TokenClaims:
    """Return the claims of a token whose signature was checked; raise Unauthenticated for any other's or an old one."""
    subject = payload.get("sub")
    expires, issued = payload.get("exp"), payload.get("iat")
    signed_in = payload.get("auth_time", issued)
    moment = now.timestamp()
    if (
        payload.get("aud") != project
        or payload.get("iss") != issued_by
        or not isinstance(subject, str)
        or not 0 < len(subject) <= 128
        or not _is_number(expires)
        or not _is_number(issued)
        or not _is_number(signed_in)
    ):
        raise refused()
    if moment >= expires:
        raise Unauthenticated("the access token has expired; refresh it", code="token_expired")
    if max(issued, signed_in) > moment + _LEEWAY_SECONDS:
        raise refused()
    email = payload.get("email")
    custom = {name: value for name, value in payload.items() if name not in _STANDARD}
    return TokenClaims(
        subject,
        email if isinstance(email, str) else None,
        payload.get("email_verified") is True,
        custom,
        datetime.fromtimestamp(signed_in, UTC),
    )


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
