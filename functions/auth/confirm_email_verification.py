"""A mailed link shows that an address is its owner's; tokens say so from the next refresh on."""

from typing import Annotated

from pydantic import StringConstraints

from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.links import AccountLink, AccountLinks, LinkKind, read_account_link
from shared.errors import NotFound
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import LINKS
from shared.runtime.requests import Request


class ConfirmEmailVerification(Request):
    """The token of the link."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=500)]


@command(
    "POST /v1/auth/email-verification/confirm",
    access=Access.ANONYMOUS,
    tenantless=True,
    external=True,
    limits=(LINKS,),
    errors=(NotFound,),
    runtime=Runtime.AUTH,
)
async def confirm_email_verification(request: ConfirmEmailVerification, ctx: ExternalContext) -> None:
    """Confirm an e-mail address by the link in the mail."""
    user_id, link_id = read_account_link(LinkKind.EMAIL_VERIFICATION, request.token)

    async def read(work: UnitOfWork) -> AccountLink:
        return await AccountLinks(work, LinkKind.EMAIL_VERIFICATION, user_id).get(link_id)

    link = await ctx.prepare(read)
    await ctx.outside.identity.mark_verified(user_id, link.email)

    async def use(work: UnitOfWork) -> None:
        await AccountLinks(work, LinkKind.EMAIL_VERIFICATION, user_id).use(link_id)

    await ctx.finish(use)
