"""A person has their address confirmed."""

from shared.domain.accounts.events import PARTITION, EmailVerificationRequested
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Request


class RequestEmailVerification(Request):
    """Nothing to say: it is about the caller's own address."""


@command(
    "POST /v1/auth/email-verification",
    access=Access.SIGNED_IN,
    tenantless=True,
    audited=False,
    errors=(FailedPrecondition,),
    runtime=Runtime.AUTH,
)
async def request_email_verification(request: RequestEmailVerification, ctx: CommandContext) -> None:
    """Have a link mailed that confirms one's own e-mail address."""
    user = ctx.user
    if user.email is None:
        raise FailedPrecondition("this account has no e-mail", code="no_email")
    ctx.work.enter_tenant(PARTITION)
    ctx.work.emit(EmailVerificationRequested(user_id=user.user_id, email=user.email))
