"""Firebase access tokens and session cookies, checked with as little import as that takes: every function does this.

firebase_admin would do the same at twice the cost; it stays with account management (`firebase_auth`).
"""

import asyncio
import os
import time
from typing import Any, Protocol

import jwt

from shared.adapters.token_claims import checked_claims, cookie_issuer, issuer, refused
from shared.clock import Clock, SystemClock
from shared.errors import DependencyUnavailable
from shared.ports.identity import TokenClaims

KEYS_URL = "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com"
COOKIE_KEYS_URL = "https://identitytoolkit.googleapis.com/v1/sessionCookiePublicKeys"
_KEEP_KEYS_SECONDS = 3600.0
_FETCH_TIMEOUT_SECONDS = 5.0
_KEEP_TOKENS = 1_000


class KeySource(Protocol):
    """Find the public key of an id, blocking."""

    def get_signing_key(self, kid: str) -> Any:
        """Return the key; raise PyJWKClientError for an unknown id."""
        ...


class _Keys:
    """The public keys of one issuer, each kept for an hour."""

    def __init__(self, url: str, source: KeySource | None) -> None:
        self._url = url
        self._source = source
        self._known: dict[str, tuple[Any, float]] = {}

    async def get(self, kid: str) -> Any:
        key, until = self._known.get(kid, (None, 0.0))
        if until > time.monotonic():
            return key
        if self._source is None:
            # Asks again for an unknown id at most once a minute, so that forged ids don't make us hammer Google.
            self._source = jwt.PyJWKClient(
                self._url,
                lifespan=_KEEP_KEYS_SECONDS,
                timeout=_FETCH_TIMEOUT_SECONDS,
                cooldown_duration=60,
            )
        try:
            key = (await asyncio.to_thread(self._source.get_signing_key, kid)).key
        except jwt.PyJWKClientConnectionError as error:
            raise DependencyUnavailable("the token issuer's keys can't be fetched; try again") from error
        except jwt.PyJWKClientError as error:
            self._known.pop(kid, None)
            raise refused() from error
        self._known[kid] = (key, time.monotonic() + _KEEP_KEYS_SECONDS)
        return key


class FirebaseTokens:
    """Verify the access tokens and session cookies of one project."""

    def __init__(
        self,
        project: str,
        *,
        keys: KeySource | None = None,
        cookie_keys: KeySource | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._project = project
        self._clock = clock or SystemClock()
        self._keys = _Keys(KEYS_URL, keys)
        self._cookie_keys = _Keys(COOKIE_KEYS_URL, cookie_keys)
        # A signature stays what it is: only time can turn a token bad, and that is checked each time.
        self._verified: dict[str, dict[str, Any]] = {}
        # The emulator signs nothing: believing it is for projects that exist nowhere else.
        self._unsigned = bool(os.environ.get("FIREBASE_AUTH_EMULATOR_HOST"))
        if self._unsigned and not project.startswith("demo-"):
            raise ValueError(f"the Auth emulator is set, but the project {project!r} is not a demo- project")

    async def verify(self, access_token: str) -> TokenClaims:
        """Return the claims; raise Unauthenticated for a token that is forged, expired or another project's."""
        return await self._verify(access_token, self._keys, issuer(self._project))

    async def verify_session_cookie(self, cookie: str) -> TokenClaims:
        """Return the claims; raise Unauthenticated as `verify` does. An access token is no session cookie."""
        return await self._verify(cookie, self._cookie_keys, cookie_issuer(self._project))

    async def _verify(self, token: str, keys: _Keys, issued_by: str) -> TokenClaims:
        payload = self._verified.get(token)
        if payload is None:
            payload = await self._payload(token, keys)
        claims = checked_claims(payload, self._project, self._clock.now(), issued_by)
        if len(self._verified) >= _KEEP_TOKENS:
            self._verified.pop(next(iter(self._verified)))
        self._verified[token] = payload
        return claims

    async def _payload(self, token: str, keys: _Keys) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(token)
            return _unsigned_payload(token, header) if self._unsigned else await _signed_payload(token, header, keys)
        except jwt.InvalidTokenError as error:
            raise refused() from error


async def _signed_payload(token: str, header: dict[str, Any], keys: _Keys) -> dict[str, Any]:
    kid = header.get("kid")
    if header.get("alg") != "RS256" or not isinstance(kid, str):
        raise refused()
    return jwt.decode(token, await keys.get(kid), algorithms=["RS256"], options=_SIGNATURE_ONLY)


# `checked_claims` does the rest, by our own clock.
_SIGNATURE_ONLY: Any = {
    "verify_signature": True,
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
}


def _unsigned_payload(token: str, header: dict[str, Any]) -> dict[str, Any]:
    if header.get("alg") != "none" or not token.endswith("."):
        raise refused()
    return jwt.decode(token, options={"verify_signature": False})
