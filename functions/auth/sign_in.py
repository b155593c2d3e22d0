"""Signing in by e-mail and password."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.tenants.schemas import AuthResult, EmailAddress, Password
from shared.domain.tenants.users import UserRecord, find_user
from shared.errors import Unauthenticated
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import AUTH, AUTH_ADDRESS
from shared.runtime.requests import Request


class SignIn(Request):
    """Who signs in."""

    email: EmailAddress
    password: Password


@command(
    "POST /v1/auth/sign-in",
    access=Access.ANONYMOUS,
    tenantless=True,
    external=True,
    audited=False,
    limits=(AUTH, AUTH_ADDRESS),
    errors=(Unauthenticated,),
    runtime=Runtime.AUTH,
)
async def sign_in(request: SignIn, ctx: ExternalContext) -> AuthResult:
    """Sign in by e-mail and password."""
    async with ctx.attempt(request.email):
        tokens = await ctx.outside.identity.sign_in(request.email, request.password)

    async def read(work: UnitOfWork) -> UserRecord | None:
        return await find_user(work, tokens.user_id)

    return AuthResult.signed_in(tokens, request.email, await ctx.prepare(read))
