"""A web application keeps its session in a cookie: it asks for one right after a sign-in, and forgets the tokens.

What a cookie says is not renewed while it lasts. So platform staff, who may lose that right any day, get none.
"""

from datetime import timedelta

from shared.auth.csrf import csrf_token
from shared.auth.sign_in_sessions import CLAIM
from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.schemas import BrowserSessionView
from shared.domain.accounts.sessions import SignInSession, open_sessions
from shared.errors import FailedPrecondition, PermissionDenied
from shared.runtime.browser_sessions import LIFETIME, session_cookies
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Request

RECENT = timedelta(minutes=5)
"""A stolen access token is worth an hour: it shall not become a cookie, which lasts for days."""


class CreateSessionCookie(Request):
    """Nothing to say: it is about the caller's own session."""


@command(
    "POST /v1/auth/session-cookie",
    access=Access.SIGNED_IN,
    tenantless=True,
    external=True,
    audited=False,
    errors=(FailedPrecondition, PermissionDenied),
    status=201,
    runtime=Runtime.AUTH,
)
async def create_session_cookie(request: CreateSessionCookie, ctx: ExternalContext) -> BrowserSessionView:
    """Keep the session that just began in a cookie, and get the CSRF token that goes with it."""
    user = ctx.user
    if user.is_staff:
        raise PermissionDenied("platform staff sign in by tokens only", code="no_cookies_for_staff")

    async def read(work: UnitOfWork) -> SignInSession | None:
        return next((each for each in await open_sessions(work, user.user_id) if each.id == user.session_id), None)

    session = await ctx.prepare(read)
    if session is None or ctx.now - session.signed_in_at > RECENT:
        message = "a cookie is for a sign-in of the last five minutes; sign in again"
        raise FailedPrecondition(message, code="recent_sign_in_required")
    identity = ctx.outside.identity
    tokens = await identity.sign_in_as(user.user_id, {CLAIM: session.id})
    cookie = await identity.session_cookie(tokens.access_token, LIFETIME)
    ctx.set_cookies(session_cookies(ctx.config, cookie=cookie, session_id=session.id))
    return BrowserSessionView(
        csrf_token=csrf_token(session.id), expires_at=ctx.now + LIFETIME, sign_in_session_id=session.id
    )
