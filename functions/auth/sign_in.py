"""Signing in by e-mail and password."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.sessions import SignInSession, SignInSessions
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
    identity = ctx.outside.identity
    async with ctx.attempt(request.email):
        user_id = (await identity.sign_in(request.email, request.password)).user_id
    session = SignInSession.begun(ctx.new_id(), at=ctx.now, address=ctx.scope.address, user_agent=ctx.scope.user_agent)
    tokens = await identity.sign_in_as(user_id, session.claims)

    async def begin_session(work: UnitOfWork) -> UserRecord | None:
        await SignInSessions(work, user_id).open(session)
        return await find_user(work, user_id)

    return AuthResult.signed_in(tokens, session.id, request.email, await ctx.finish(begin_session))
