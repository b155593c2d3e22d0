"""A device that was lost is signed out from another one."""

from shared.domain.accounts.sessions import SignInSessions
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class RevokeSignInSession(Request):
    """Which session."""

    session_id: Identifier


@command(
    "POST /v1/auth/sessions/{sessionId}/revoke",
    access=Access.SIGNED_IN,
    tenantless=True,
    errors=(NotFound,),
    runtime=Runtime.AUTH,
)
async def revoke_sign_in_session(request: RevokeSignInSession, ctx: CommandContext) -> None:
    """End one of one's own sign-in sessions."""
    await SignInSessions(ctx.work, ctx.user.user_id).end(request.session_id)
