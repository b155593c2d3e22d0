"""Access tokens live an hour; the refresh token gets the next one.

Nobody guesses a refresh token, so tries are counted as those at links are, not as those at passwords.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from shared.auth.sign_in_sessions import CLAIM
from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.sessions import SignInSessions
from shared.domain.tenants.schemas import AuthTokens
from shared.errors import Unauthenticated
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import LINKS
from shared.runtime.requests import Request


class RefreshToken(Request):
    """The refresh token of a sign-in."""

    refresh_token: Annotated[str, StringConstraints(min_length=1, max_length=5_000), Field(repr=False)]


@command(
    "POST /v1/auth/refresh",
    access=Access.ANONYMOUS,
    tenantless=True,
    external=True,
    audited=False,
    limits=(LINKS,),
    errors=(Unauthenticated,),
    runtime=Runtime.AUTH,
)
async def refresh_token(request: RefreshToken, ctx: ExternalContext) -> AuthTokens:
    """Exchange a refresh token for a new access token."""
    identity = ctx.outside.identity
    tokens = await identity.refresh(request.refresh_token)
    custom = (await identity.verify(tokens.access_token)).custom
    if "invitationId" in custom:
        return AuthTokens.of(tokens, str(custom["invitationId"]))
    session_id = str(custom.get(CLAIM, ""))

    async def touch(work: UnitOfWork) -> None:
        await SignInSessions(work, tokens.user_id).touch(session_id)

    await ctx.finish(touch)
    return AuthTokens.of(tokens, session_id)
