"""Signing out ends the session: its refresh token is refused at once, access token and cookie within 30 seconds."""

from shared.domain.accounts.sessions import SignInSessions
from shared.runtime.browser_sessions import cleared_cookies
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Request


class SignOut(Request):
    """Here, or everywhere."""

    everywhere: bool = False


@command("POST /v1/auth/sign-out", access=Access.SIGNED_IN, tenantless=True, runtime=Runtime.AUTH)
async def sign_out(request: SignOut, ctx: CommandContext) -> None:
    """End this sign-in session, or all of one's own."""
    sessions = SignInSessions(ctx.work, ctx.user.user_id)
    if request.everywhere:
        await sessions.end_all()
    else:
        await sessions.end(ctx.user.session_id)
    ctx.set_cookies(cleared_cookies(ctx.config))
