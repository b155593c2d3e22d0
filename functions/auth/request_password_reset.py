"""Asking does nothing but say so to `send_password_reset`: no answer tells whether there is such an account."""

from shared.domain.accounts.events import PARTITION, PasswordResetRequested
from shared.domain.tenants.schemas import EmailAddress
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Request


class RequestPasswordReset(Request):
    """Whose password was forgotten."""

    email: EmailAddress


@command(
    "POST /v1/auth/password-reset",
    access=Access.ANONYMOUS,
    tenantless=True,
    audited=False,
    runtime=Runtime.AUTH,
)
async def request_password_reset(request: RequestPasswordReset, ctx: CommandContext) -> None:
    """Have a link mailed that sets a new password, if there is an account."""
    ctx.work.enter_tenant(PARTITION)
    ctx.work.emit(PasswordResetRequested(email=request.email))
