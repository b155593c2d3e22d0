"""Signing in by an account elsewhere: the provider's credential is exchanged, and a session of ours begins.

Somebody may have made an account with an address that is not theirs. When its owner comes by a provider that has
verified it, they get the account, and whatever got into it before does so no more: its password, and the sessions that
began by it.
"""

import hashlib
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.sessions import SignInSession, SignInSessions
from shared.domain.tenants.schemas import AuthResult
from shared.domain.tenants.users import UserRecord, find_user, rename_user
from shared.errors import AlreadyExists, FieldProblem, InvalidInput, Unauthenticated
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import AUTH, AUTH_ADDRESS
from shared.runtime.requests import Request

_MAX_NAME = 200
ProviderToken = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]


class SignInWithProvider(Request):
    """What the provider gave: an ID token where it has such, otherwise an access token."""

    provider: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    id_token: ProviderToken | None = Field(None, repr=False)
    access_token: ProviderToken | None = Field(None, repr=False)


@command(
    "POST /v1/auth/sign-in-with-provider",
    access=Access.ANONYMOUS,
    tenantless=True,
    external=True,
    audited=False,
    limits=(AUTH, AUTH_ADDRESS),
    errors=(AlreadyExists, Unauthenticated),
    runtime=Runtime.AUTH,
)
async def sign_in_with_provider(request: SignInWithProvider, ctx: ExternalContext) -> AuthResult:
    """Sign in by an account at Google or another provider; the account here is made where missing."""
    token = _checked(request, ctx.config.sign_in_providers)
    identity = ctx.outside.identity
    # Whose account it is shows only afterwards: until then a try is one at this token.
    async with ctx.attempt(f"{request.provider}:{hashlib.sha256(token.encode()).hexdigest()}"):
        person = await identity.sign_in_with_provider(
            request.provider, id_token=request.id_token, access_token=request.access_token
        )
    session = SignInSession.begun(
        ctx.new_id(),
        at=ctx.now,
        address=ctx.scope.address,
        user_agent=ctx.scope.user_agent,
        method=request.provider,
    )
    tokens = await identity.sign_in_as(person.user_id, session.claims)

    async def begin_session(work: UnitOfWork) -> UserRecord | None:
        await SignInSessions(work, person.user_id).open(session, methods=person.methods)
        record = await find_user(work, person.user_id)
        if record is None and person.display_name:
            return await rename_user(
                work, person.user_id, email=person.email or "", display_name=person.display_name[:_MAX_NAME]
            )
        return record

    return AuthResult.signed_in(tokens, session.id, person.email, await ctx.finish(begin_session))


def _checked(request: SignInWithProvider, allowed: tuple[str, ...]) -> str:
    """Return the given token; raise InvalidInput without one, or for a provider that is not switched on."""
    if request.provider not in allowed:
        said = f"choose one of: {', '.join(allowed)}" if allowed else "none is switched on here"
        raise InvalidInput(
            "nobody signs in by this provider here",
            code="provider_not_allowed",
            fields=[FieldProblem("/provider", "provider_not_allowed", said)],
        )
    token = request.id_token or request.access_token
    if token is None:
        problem = FieldProblem("/idToken", "missing", "send the provider's idToken, or its accessToken")
        raise InvalidInput("a provider's token is missing", fields=[problem])
    return token
