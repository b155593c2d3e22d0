"""Access tokens live an hour; the refresh token gets the next one.

Nobody guesses a refresh token, so tries are counted as those at links are, not as those at passwords.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

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
    return AuthTokens.of(await ctx.outside.identity.refresh(request.refresh_token))
