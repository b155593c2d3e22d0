"""Firebase Auth as the identity provider: accounts by firebase_admin, sign-in by the Identity Toolkit's REST API."""

import asyncio
import json
import os
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlencode

import firebase_admin
from firebase_admin import auth, exceptions
from google.auth.exceptions import GoogleAuthError

from shared.adapters.firebase_tokens import FirebaseTokens
from shared.errors import (
    AlreadyExists,
    DependencyUnavailable,
    InternalError,
    InvalidInput,
    NotFound,
    ResourceExhausted,
    Unauthenticated,
)
from shared.ports.http_client import HttpClient, OutboundRequest, Service
from shared.ports.identity import ProviderSignIn, TokenClaims, Tokens

P = ParamSpec("P")
T = TypeVar("T")
_TIMEOUT = 10.0
_MIN_PASSWORD = 6
# Poorly typed by their package; `Any` once instead of at every use.
_auth: Any = auth
_admin: Any = firebase_admin
_WRONG_CREDENTIALS = frozenset(
    {
        "EMAIL_NOT_FOUND",
        "INVALID_EMAIL",
        "INVALID_LOGIN_CREDENTIALS",
        "INVALID_PASSWORD",
        "MISSING_PASSWORD",
        "USER_DISABLED",
    }
)
_BAD_PROVIDER_CREDENTIAL = frozenset(
    {
        "INVALID_CREDENTIAL_OR_PROVIDER_ID",
        "INVALID_IDP_RESPONSE",
        "MISSING_OR_INVALID_NONCE",
        "USER_DISABLED",
    }
)
_BAD_REFRESH_TOKEN = frozenset(
    {
        "INVALID_REFRESH_TOKEN",
        "MISSING_REFRESH_TOKEN",
        "TOKEN_EXPIRED",
        "USER_DISABLED",
        "USER_NOT_FOUND",
    }
)


class FirebaseIdentity:
    """Keep accounts in a Firebase project."""

    def __init__(self, project: str, web_api_key: str, http: HttpClient) -> None:
        self._project = project
        self._key = web_api_key
        self._tokens = FirebaseTokens(project)
        self._app: Any = None
        self._http = http
        emulator = emulator_origin()
        prefix = f"{emulator}/" if emulator else "https://"
        self._toolkit = f"{prefix}identitytoolkit.googleapis.com/v1/accounts:"
        self._refresh = f"{prefix}securetoken.googleapis.com/v1/token"

    async def verify(self, access_token: str) -> TokenClaims:
        """Return the claims; raise Unauthenticated for a token that is forged, expired or another project's."""
        return await self._tokens.verify(access_token)

    async def verify_session_cookie(self, cookie: str) -> TokenClaims:
        """Return the claims; raise Unauthenticated as `verify` does. An access token is no session cookie."""
        return await self._tokens.verify_session_cookie(cookie)

    async def create_account(self, user_id: str, email: str, password: str, display_name: str) -> None:
        """Create an account under a chosen id; doing so twice with the same id and e-mail is fine."""
        if len(password) < _MIN_PASSWORD:
            raise _weak_password()
        try:
            await self._admin(
                _auth.create_user, uid=user_id, email=email, password=password, display_name=display_name or None
            )
        except (auth.EmailAlreadyExistsError, auth.UidAlreadyExistsError) as error:
            holder = await self.find_account(email)
            if holder == user_id:
                return
            if holder is None:
                raise AlreadyExists("this account has another e-mail", code="account_exists") from error
            raise AlreadyExists("another account has this e-mail", code="email_taken") from error

    async def find_account(self, email: str) -> str | None:
        """Return the id of the account with this e-mail or None."""
        try:
            return (await self._admin(_auth.get_user_by_email, email)).uid
        except auth.UserNotFoundError:
            return None

    async def delete_account(self, user_id: str) -> None:
        """Delete an account; one that is gone already is fine."""
        try:
            await self._admin(_auth.delete_user, user_id)
        except auth.UserNotFoundError:
            return

    async def sign_in(self, email: str, password: str) -> Tokens:
        """Return tokens; raise Unauthenticated (`wrong_credentials`) without telling whether the account exists."""
        body = {"email": email, "password": password, "returnSecureToken": True}
        answer = await self._post(self._toolkit + "signInWithPassword", json_body=body)
        if answer.get("error") in _WRONG_CREDENTIALS:
            raise Unauthenticated("e-mail or password is wrong", code="wrong_credentials")
        return _tokens(_checked(answer), answer.get("localId"))

    async def sign_in_with_provider(
        self, provider: str, *, id_token: str | None, access_token: str | None
    ) -> ProviderSignIn:
        """Return whom a provider's credential stands for; the account is made where missing."""
        given = {"providerId": provider, "id_token": id_token, "access_token": access_token}
        body = {
            "postBody": urlencode({name: value for name, value in given.items() if value is not None}),
            # Demanded, and of use in flows that redirect only.
            "requestUri": "http://localhost",
            "returnSecureToken": True,
        }
        answer = await self._post(self._toolkit + "signInWithIdp", json_body=body)
        if answer.get("error") in _BAD_PROVIDER_CREDENTIAL:
            raise Unauthenticated("the provider does not vouch for this; sign in there again", code="wrong_credentials")
        if answer.get("error") == "EMAIL_EXISTS" or answer.get("needConfirmation"):
            raise AlreadyExists("another account has this e-mail; sign in to that", code="account_exists")
        account: Any = await self._admin(_auth.get_user, _checked(answer)["localId"])
        methods = frozenset(str(each.provider_id) for each in account.provider_data)
        return ProviderSignIn(account.uid, account.email, account.display_name or "", methods)

    async def set_password(self, user_id: str, password: str) -> None:
        """Give an account another password; raise NotFound when it is gone, InvalidInput for a weak password."""
        if len(password) < _MIN_PASSWORD:
            raise _weak_password()
        try:
            await self._admin(_auth.update_user, user_id, password=password)
        except auth.UserNotFoundError as error:
            raise NotFound("there is no such account", code="account_not_found") from error

    async def mark_verified(self, user_id: str, email: str) -> None:
        """Say in every later token that the address is the person's, if it still is the account's."""
        if await self.find_account(email) == user_id:
            await self._admin(_auth.update_user, user_id, email_verified=True)

    async def sign_in_as(self, user_id: str, claims: Mapping[str, Any]) -> Tokens:
        """Return tokens for a user known by other means, carrying custom claims; the account is made where missing."""
        custom: bytes = await self._admin(_auth.create_custom_token, user_id, dict(claims) or None)
        body = {"token": custom.decode(), "returnSecureToken": True}
        return _tokens(_checked(await self._post(self._toolkit + "signInWithCustomToken", json_body=body)), user_id)

    async def session_cookie(self, access_token: str, lifetime: timedelta) -> str:
        """Return what a browser keeps in a cookie: it says what the access token says, for longer."""
        cookie: Any = await self._admin(_auth.create_session_cookie, access_token, lifetime)
        return cookie.decode() if isinstance(cookie, bytes) else str(cookie)

    async def refresh(self, refresh_token: str) -> Tokens:
        """Return new tokens; raise Unauthenticated (`invalid_refresh_token`) for one that is forged or revoked."""
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        answer = await self._post(self._refresh, form=form)
        if answer.get("error") in _BAD_REFRESH_TOKEN:
            raise Unauthenticated("the refresh token is not valid; sign in again", code="invalid_refresh_token")
        found = _checked(answer)
        return Tokens(found["user_id"], found["id_token"], found["refresh_token"], int(found.get("expires_in", 3600)))

    async def close(self) -> None:
        """Release the connections and forget the app."""
        await self._http.close()
        if self._app is not None:
            app, self._app = self._app, None
            _admin.delete_app(app)

    async def _admin(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._app is None:
            self._app = _admin.initialize_app(
                options={"projectId": self._project, "httpTimeout": _TIMEOUT}, name=f"ella-{id(self)}"
            )
        kwargs["app"] = self._app
        try:
            return await asyncio.to_thread(call, *args, **kwargs)
        except ValueError as error:
            raise InvalidInput(str(error), code="invalid_account") from error
        except exceptions.InvalidArgumentError as error:
            raise InvalidInput(str(error), code="invalid_account") from error
        except (exceptions.AlreadyExistsError, exceptions.NotFoundError):
            raise
        except (exceptions.FirebaseError, GoogleAuthError, auth.TokenSignError) as error:
            raise DependencyUnavailable("the identity provider does not answer; try again") from error

    async def _post(self, url: str, *, json_body: Any = None, form: Mapping[str, str] | None = None) -> dict[str, Any]:
        kind = "application/json" if form is None else "application/x-www-form-urlencoded"
        request = OutboundRequest(
            "POST",
            f"{url}?{urlencode({'key': self._key})}",
            {"content-type": kind},
            (json.dumps(json_body) if form is None else urlencode(form)).encode(),
            total=_TIMEOUT,
            service=Service.IDENTITY,
        )
        try:
            response = await self._http.send(request)
            answer: dict[str, Any] = json.loads(response.body)
        except (DependencyUnavailable, ValueError) as error:
            raise DependencyUnavailable("the identity provider does not answer; try again") from error
        if response.status >= 500:
            raise DependencyUnavailable("the identity provider does not answer; try again")
        if response.status >= 400:
            # "TOO_MANY_ATTEMPTS_TRY_LATER : Access to this account has been …": the first word is the code.
            return {"error": str(answer.get("error", {}).get("message", "")).partition(" ")[0]}
        return answer


def emulator_origin() -> str:
    """Return where the Auth emulator listens, empty without one."""
    emulator = os.environ.get("FIREBASE_AUTH_EMULATOR_HOST")
    return f"http://{emulator}" if emulator else ""


def _weak_password() -> InvalidInput:
    return InvalidInput("the password needs at least 6 characters", code="weak_password")


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    error = answer.get("error")
    if error in ("TOO_MANY_ATTEMPTS_TRY_LATER", "QUOTA_EXCEEDED"):
        raise ResourceExhausted("too many attempts; try again later", retry_after=60.0)
    if error is not None:
        raise InternalError(f"the identity provider answered {error}")
    return answer


def _tokens(answer: dict[str, Any], user_id: Any) -> Tokens:
    return Tokens(str(user_id), answer["idToken"], answer["refreshToken"], int(answer.get("expiresIn", 3600)))
