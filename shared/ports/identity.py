"""Who signs in: accounts, passwords and tokens, kept by an identity provider."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a sign-in yields; `expires_in` is in seconds."""

    user_id: str
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in: int = 3600


@dataclass(frozen=True, slots=True)
class ProviderSignIn:
    """Whom another provider vouches for; `methods` are the ways the account can be signed in to now.

    A method is `password` or a provider's name.
    """

    user_id: str
    email: str | None
    display_name: str
    methods: frozenset[str]


@dataclass(frozen=True, slots=True)
class TokenClaims:
    """What a valid access token says."""

    user_id: str
    email: str | None
    email_verified: bool
    custom: Mapping[str, Any]
    signed_in_at: datetime


class TokenVerifier(Protocol):
    """Check access tokens."""

    async def verify(self, access_token: str) -> TokenClaims:
        """Return the claims; raise Unauthenticated for a token that is forged, expired or another project's."""
        ...

    async def verify_session_cookie(self, cookie: str) -> TokenClaims:
        """Return the claims; raise Unauthenticated as `verify` does. An access token is no session cookie."""
        ...


class IdentityProvider(TokenVerifier, Protocol):
    """Keep accounts. Implemented by `adapters.firebase_auth` and `adapters.local_identity`.

    Every method raises DependencyUnavailable when the provider does not answer.
    """

    async def create_account(self, user_id: str, email: str, password: str, display_name: str) -> None:
        """Create an account under a chosen id; doing so twice with the same id and e-mail is fine.

        Raise AlreadyExists (`email_taken`) when another account has the e-mail, InvalidInput for a weak password.
        """
        ...

    async def find_account(self, email: str) -> str | None:
        """Return the id of the account with this e-mail or None."""
        ...

    async def delete_account(self, user_id: str) -> None:
        """Delete an account; one that is gone already is fine."""
        ...

    async def sign_in(self, email: str, password: str) -> Tokens:
        """Return tokens; raise Unauthenticated (`wrong_credentials`) without telling whether the account exists."""
        ...

    async def sign_in_with_provider(
        self, provider: str, *, id_token: str | None, access_token: str | None
    ) -> ProviderSignIn:
        """Return whom a provider's credential stands for; the account is made where missing.

        An e-mail that the provider says is verified leads to the account that has it; was it not verified there, the
        account's password and other methods are dropped first. Raise AlreadyExists (`account_exists`) when another
        account has an e-mail that the provider doesn't say is verified, Unauthenticated (`wrong_credentials`) for a
        credential that is forged, expired or meant for somebody else.
        """
        ...

    async def set_password(self, user_id: str, password: str) -> None:
        """Give an account another password; raise NotFound when it is gone, InvalidInput for a weak password."""
        ...

    async def mark_verified(self, user_id: str, email: str) -> None:
        """Say in every later token that the address is the person's, if it still is the account's."""
        ...

    async def sign_in_as(self, user_id: str, claims: Mapping[str, Any]) -> Tokens:
        """Return tokens for a user known by other means, carrying custom claims; the account is made where missing."""
        ...

    async def session_cookie(self, access_token: str, lifetime: timedelta) -> str:
        """Return what a browser keeps in a cookie: it says what the access token says, for longer.

        `lifetime` is between five minutes and two weeks.
        """
        ...

    async def refresh(self, refresh_token: str) -> Tokens:
        """Return new tokens; raise Unauthenticated (`invalid_refresh_token`) for one that is forged or revoked."""
        ...
