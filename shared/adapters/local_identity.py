"""Accounts in memory and tokens we sign ourselves: for the embedded backend and the fast tests.

Other providers' tokens are believed unsigned, as the Auth emulator does: neither serves anything but demo projects.
"""

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, cast

import jwt

from shared.adapters.token_claims import checked_claims, cookie_issuer, issuer, refused
from shared.clock import Clock
from shared.errors import AlreadyExists, InvalidInput, NotFound, Unauthenticated
from shared.ids import new_id
from shared.ports.identity import ProviderSignIn, TokenClaims, Tokens

_MIN_PASSWORD = 6
_LIFETIME_SECONDS = 3600
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class _Account:
    email: str | None
    display_name: str
    salt: bytes
    password: bytes
    email_verified: bool = False
    providers: tuple[tuple[str, str], ...] = ()

    @property
    def methods(self) -> frozenset[str]:
        return frozenset({provider for provider, _ in self.providers} | ({"password"} if self.password else set()))


@dataclass(frozen=True, slots=True)
class _Session:
    user_id: str
    claims: Mapping[str, Any]
    signed_in: int


class LocalIdentity:
    """Keep accounts in this process. `scrypt_cost` may be low in tests: it is what a sign-in costs."""

    def __init__(self, signing_key: str, clock: Clock, project: str = "demo-ella", *, scrypt_cost: int = 2**12) -> None:
        self._signing_key = signing_key
        self._clock = clock
        self._project = project
        self._cost = scrypt_cost
        self._accounts: dict[str, _Account] = {}
        self._by_email: dict[str, str] = {}
        self._sessions: dict[str, _Session] = {}

    async def verify(self, access_token: str) -> TokenClaims:
        """Return the claims; raise Unauthenticated for a token that is forged, expired or another project's."""
        payload = self._signed(access_token)
        return checked_claims(payload, self._project, self._clock.now(), issuer(self._project))

    async def verify_session_cookie(self, cookie: str) -> TokenClaims:
        """Return the claims; raise Unauthenticated as `verify` does. An access token is no session cookie."""
        return checked_claims(self._signed(cookie), self._project, self._clock.now(), cookie_issuer(self._project))

    def _signed(self, token: str) -> dict[str, Any]:
        # Whether it has expired is for the injected clock to say.
        options: Any = {f"verify_{name}": False for name in ("exp", "nbf", "iat", "aud", "iss")}
        try:
            return jwt.decode(token, self._signing_key, algorithms=["HS256"], options=options)
        except jwt.InvalidTokenError as error:
            raise refused() from error

    async def create_account(self, user_id: str, email: str, password: str, display_name: str) -> None:
        """Create an account under a chosen id; doing so twice with the same id and e-mail is fine."""
        if len(password) < _MIN_PASSWORD:
            raise _weak_password()
        address = email.lower()
        salt = secrets.token_bytes(_SALT_BYTES)
        hashed = await self._hashed(password, salt)
        holder = self._by_email.get(address)
        if holder == user_id:
            return
        if holder is not None:
            raise AlreadyExists("another account has this e-mail", code="email_taken")
        if user_id in self._accounts:
            raise AlreadyExists("this account has another e-mail", code="account_exists")
        self._accounts[user_id] = _Account(address, display_name, salt, hashed)
        self._by_email[address] = user_id

    async def find_account(self, email: str) -> str | None:
        """Return the id of the account with this e-mail or None."""
        return self._by_email.get(email.lower())

    async def delete_account(self, user_id: str) -> None:
        """Delete an account; one that is gone already is fine."""
        account = self._accounts.pop(user_id, None)
        if account is not None and account.email is not None:
            del self._by_email[account.email]
        self._sessions = {key: held for key, held in self._sessions.items() if held.user_id != user_id}

    async def sign_in(self, email: str, password: str) -> Tokens:
        """Return tokens; raise Unauthenticated (`wrong_credentials`) without telling whether the account exists."""
        user_id = self._by_email.get(email.lower(), "")
        account = self._accounts.get(user_id)
        # Hashed in any case, so that the time taken doesn't tell either.
        hashed = await self._hashed(password, account.salt if account else bytes(_SALT_BYTES))
        if account is None or not hmac.compare_digest(hashed, account.password):
            raise Unauthenticated("e-mail or password is wrong", code="wrong_credentials")
        return self._issue(_Session(user_id, {}, self._seconds()))

    async def sign_in_with_provider(
        self, provider: str, *, id_token: str | None, access_token: str | None
    ) -> ProviderSignIn:
        """Return whom a provider's credential stands for; the account is made where missing."""
        said = _said(id_token or access_token or "")
        login, email = (provider, said["sub"]), said.get("email", "").lower() or None
        name, verified = said.get("name", ""), said.get("email_verified") is True
        known = next((id for id, each in self._accounts.items() if login in each.providers), None)
        holder = self._by_email.get(email) if email else None
        user_id = known or holder or new_id()
        if known is None and holder is not None:
            if not verified:
                raise AlreadyExists("another account has this e-mail; sign in to that", code="account_exists")
            self._link(holder, login)
        elif known is None:
            self._accounts[user_id] = _Account(email, name, b"", b"", verified, (login,))
            if email is not None:
                self._by_email[email] = user_id
        account = self._accounts[user_id]
        return ProviderSignIn(user_id, account.email, account.display_name, account.methods)

    def _link(self, user_id: str, login: tuple[str, str]) -> None:
        """Add a provider to an account; whoever made that without showing that the address is theirs loses it."""
        account = self._accounts[user_id]
        if not account.email_verified:
            account = replace(account, password=b"", providers=(), email_verified=True)
            self._sessions = {key: held for key, held in self._sessions.items() if held.user_id != user_id}
        self._accounts[user_id] = replace(account, providers=(*account.providers, login))

    async def set_password(self, user_id: str, password: str) -> None:
        """Give an account another password; raise NotFound when it is gone, InvalidInput for a weak password."""
        if len(password) < _MIN_PASSWORD:
            raise _weak_password()
        salt = secrets.token_bytes(_SALT_BYTES)
        hashed = await self._hashed(password, salt)
        account = self._accounts.get(user_id)
        if account is None:
            raise NotFound("there is no such account", code="account_not_found")
        self._accounts[user_id] = replace(account, salt=salt, password=hashed)

    async def mark_verified(self, user_id: str, email: str) -> None:
        """Say in every later token that the address is the person's, if it still is the account's."""
        if self._by_email.get(email.lower()) == user_id:
            self._accounts[user_id] = replace(self._accounts[user_id], email_verified=True)

    async def sign_in_as(self, user_id: str, claims: Mapping[str, Any]) -> Tokens:
        """Return tokens for a user known by other means, carrying custom claims; the account is made where missing."""
        self._accounts.setdefault(user_id, _Account(None, "", b"", b""))
        return self._issue(_Session(user_id, dict(claims), self._seconds()))

    async def session_cookie(self, access_token: str, lifetime: timedelta) -> str:
        """Return what a browser keeps in a cookie: it says what the access token says, for longer."""
        await self.verify(access_token)
        now = self._seconds()
        times = {"iat": now, "exp": now + int(lifetime.total_seconds())}
        payload = {**self._signed(access_token), **times, "iss": cookie_issuer(self._project)}
        return jwt.encode(payload, self._signing_key, algorithm="HS256")

    async def refresh(self, refresh_token: str) -> Tokens:
        """Return new tokens; raise Unauthenticated (`invalid_refresh_token`) for one that is forged or revoked."""
        session = self._sessions.get(refresh_token)
        if session is None or session.user_id not in self._accounts:
            raise Unauthenticated("the refresh token is not valid; sign in again", code="invalid_refresh_token")
        return self._issue(session, refresh_token)

    async def close(self) -> None:
        """Nothing is open."""

    def _issue(self, session: _Session, refresh_token: str | None = None) -> Tokens:
        account = self._accounts[session.user_id]
        now = self._seconds()
        payload: dict[str, Any] = {
            **session.claims,
            "iss": issuer(self._project),
            "aud": self._project,
            "sub": session.user_id,
            "user_id": session.user_id,
            "auth_time": session.signed_in,
            "iat": now,
            "exp": now + _LIFETIME_SECONDS,
        }
        if account.email is not None:
            payload |= {"email": account.email, "email_verified": account.email_verified, "name": account.display_name}
        refresh_token = refresh_token or secrets.token_urlsafe(32)
        self._sessions[refresh_token] = session
        access_token = jwt.encode(payload, self._signing_key, algorithm="HS256")
        return Tokens(session.user_id, access_token, refresh_token, _LIFETIME_SECONDS)

    def _seconds(self) -> int:
        return int(self._clock.now().timestamp())

    async def _hashed(self, password: str, salt: bytes) -> bytes:
        return await asyncio.to_thread(
            hashlib.scrypt, password.encode(errors="surrogatepass"), salt=salt, n=self._cost, r=8, p=1, dklen=32
        )


def _said(token: str) -> dict[str, Any]:
    """Return what an unsigned token says: JSON as it is, or a JWT's payload; raise Unauthenticated for neither."""
    try:
        said: Any = json.loads(token) if token.startswith("{") else jwt.decode(token, options=_UNCHECKED)
    except (ValueError, jwt.InvalidTokenError) as error:
        raise _wrong_credentials() from error
    fields = cast(dict[str, Any], said)
    if not all(isinstance(fields.get(name, ""), str) for name in ("sub", "email", "name")) or not fields.get("sub"):
        raise _wrong_credentials()
    return fields


_UNCHECKED: Any = {"verify_signature": False}


def _wrong_credentials() -> Unauthenticated:
    return Unauthenticated("the provider does not vouch for this; sign in there again", code="wrong_credentials")


def _weak_password() -> InvalidInput:
    return InvalidInput("the password needs at least 6 characters", code="weak_password")
