"""Browsers may keep their sign-in session in a cookie, which no script reads, in place of a bearer token.

The browser sends that cookie whoever made it ask, so a command also needs the session's CSRF token in a header, equal
to the one in a cookie beside it: other sites can neither read it nor set the header.
"""

import hmac
from datetime import timedelta

from starlette.requests import Request as HttpRequest

from shared.auth.csrf import csrf_token
from shared.auth.sign_in_sessions import CLAIM
from shared.config import Config
from shared.errors import PermissionDenied
from shared.ports.identity import TokenClaims
from shared.runtime.composition import Composition
from shared.runtime.declare import Access, HttpDeclaration

LIFETIME = timedelta(days=5)
CSRF_HEADER = "x-csrf-token"


def session_cookies(config: Config, *, cookie: str, session_id: str) -> dict[str, str]:
    """Return the Set-Cookie headers that begin a browser's session, by the cookies' names."""
    return _headers(config, cookie, csrf_token(session_id), int(LIFETIME.total_seconds()))


def cleared_cookies(config: Config) -> dict[str, str]:
    """Return the Set-Cookie headers that make a browser forget its session."""
    return _headers(config, "", "", 0)


async def cookie_credential(
    request: HttpRequest, declaration: HttpDeclaration, composition: Composition
) -> TokenClaims | None:
    """Return what the browser's session cookie says, None without one or where nobody need be signed in.

    Raise Unauthenticated for a bad one, PermissionDenied for a command without the session's CSRF token.
    """
    session_name, csrf_name = _names(composition.config)
    cookie = request.cookies.get(session_name)
    if not cookie or declaration.access is Access.ANONYMOUS or not declaration.wire.takes_cookies:
        return None
    claims = await composition.tokens.verify_session_cookie(cookie)
    if declaration.writes:
        _require_csrf_token(request, request.cookies.get(csrf_name, ""), str(claims.custom.get(CLAIM, "")))
    return claims


def _require_csrf_token(request: HttpRequest, beside: str, session_id: str) -> None:
    sent = request.headers.get(CSRF_HEADER)
    if sent is None:
        message = "whoever is signed in by a cookie also sends X-CSRF-Token to change something"
        raise PermissionDenied(message, code="csrf_token_missing")
    # Encoded, because what is compared in constant time as text must be ASCII.
    expected, given = csrf_token(session_id).encode(), sent.encode()
    if not hmac.compare_digest(expected, given) or not hmac.compare_digest(beside.encode(), given):
        raise PermissionDenied("X-CSRF-Token is not this session's", code="csrf_token_wrong")


def _names(config: Config) -> tuple[str, str]:
    """Return the names of the session's and the CSRF token's cookie.

    Browsers take a name with this prefix from the host itself only, by https.
    """
    prefix = "__Host-" if _secure(config) else ""
    return f"{prefix}ella-session", f"{prefix}ella-csrf"


def _headers(config: Config, cookie: str, token: str, seconds: int) -> dict[str, str]:
    session_name, csrf_name = _names(config)
    attributes = f"Path=/; Max-Age={seconds}; SameSite=Lax{'; Secure' if _secure(config) else ''}"
    return {
        session_name: f"{session_name}={cookie}; {attributes}; HttpOnly",
        csrf_name: f"{csrf_name}={token}; {attributes}",
    }


def _secure(config: Config) -> bool:
    return config.public_url.startswith("https://")
