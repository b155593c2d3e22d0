"""A mailed link sets a new password, once, and signs everybody out.

The link is used up before the password is set: should the provider then be away, a new link is asked for.
"""

from typing import Annotated

from pydantic import StringConstraints

from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.links import AccountLinks, LinkKind, read_account_link
from shared.domain.accounts.sessions import SignInSessions
from shared.domain.tenants.schemas import NewPassword
from shared.errors import NotFound
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import AUTH, AUTH_ADDRESS, LINKS
from shared.runtime.requests import Request


class ConfirmPasswordReset(Request):
    """The token of the link, and the password to be."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    new_password: NewPassword


@command(
    "POST /v1/auth/password-reset/confirm",
    access=Access.ANONYMOUS,
    tenantless=True,
    external=True,
    limits=(LINKS, AUTH, AUTH_ADDRESS),
    errors=(NotFound,),
    runtime=Runtime.AUTH,
)
async def confirm_password_reset(request: ConfirmPasswordReset, ctx: ExternalContext) -> None:
    """Set a new password by the link in the mail, and end every sign-in session."""
    user_id, link_id = read_account_link(LinkKind.PASSWORD_RESET, request.token)

    async def use(work: UnitOfWork) -> None:
        await AccountLinks(work, LinkKind.PASSWORD_RESET, user_id).use(link_id)

    async with ctx.attempt(f"user:{user_id}"):
        await ctx.prepare(use)
    await ctx.outside.identity.set_password(user_id, request.new_password)

    async def end_sessions(work: UnitOfWork) -> None:
        await SignInSessions(work, user_id).end_all()

    await ctx.finish(end_sessions)
