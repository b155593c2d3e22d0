"""A new password for somebody who knows the old one; whoever else is signed in is signed out.

The password is set before the sessions end, so that nobody signs in by the old one in between.
"""

from shared.auth.sign_in_sessions import CLAIM
from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.sessions import SignInSessions
from shared.domain.tenants.schemas import AuthTokens, NewPassword, Password
from shared.errors import FailedPrecondition, Unauthenticated
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import AUTH, AUTH_ADDRESS
from shared.runtime.requests import Request


class ChangePassword(Request):
    """The password as it is and as it is to be."""

    current_password: Password
    new_password: NewPassword


@command(
    "POST /v1/auth/change-password",
    access=Access.SIGNED_IN,
    tenantless=True,
    external=True,
    limits=(AUTH, AUTH_ADDRESS),
    errors=(FailedPrecondition, Unauthenticated),
    runtime=Runtime.AUTH,
)
async def change_password(request: ChangePassword, ctx: ExternalContext) -> AuthTokens:
    """Change one's password, end every other sign-in session, and get new tokens for this one."""
    user = ctx.user
    if user.email is None:
        raise FailedPrecondition("this account has no e-mail and no password", code="no_password")
    identity = ctx.outside.identity
    async with ctx.attempt(user.email):
        await identity.sign_in(user.email, request.current_password)
    await identity.set_password(user.user_id, request.new_password)

    async def end_others(work: UnitOfWork) -> None:
        await SignInSessions(work, user.user_id).end_all(but=user.session_id)

    await ctx.finish(end_others)
    tokens = await identity.sign_in_as(user.user_id, {CLAIM: user.session_id})
    return AuthTokens.of(tokens, user.session_id)
