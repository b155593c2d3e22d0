"""Where somebody is signed in."""

from shared.data.pagination import Page
from shared.domain.accounts.schemas import SignInSessionView
from shared.domain.accounts.sessions import open_sessions
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Access, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Request


class ListSignInSessions(Request):
    """Nothing to say: there are never more than one page of them."""


@query("GET /v1/auth/sessions", access=Access.SIGNED_IN, tenantless=True, runtime=Runtime.AUTH)
async def list_sign_in_sessions(request: ListSignInSessions, ctx: QueryContext) -> Page[SignInSessionView]:
    """List one's own sign-in sessions, the last used first."""
    user = ctx.user
    sessions = await open_sessions(ctx.reads, user.user_id)
    return Page([SignInSessionView.of(session, user.session_id) for session in sessions])
