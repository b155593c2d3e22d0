"""Which conversations, or other trace sessions, an app had."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.repository import TRACE_SESSION_LIST, TraceSessionRepository
from shared.domain.traces.schemas import TraceSessionView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListTraceSessions(ListRequest):
    """Of which app."""

    app_id: Identifier


@query(
    "GET /v1/apps/{appId}/trace-sessions",
    permission=Permission.TRACES_READ,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=TRACE_SESSION_LIST,
)
async def list_trace_sessions(request: ListTraceSessions, ctx: QueryContext) -> Page[TraceSessionView]:
    """List an app's trace sessions, the latest first, without those whose traces are gone."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    page = await TraceSessionRepository(ctx.reads).page(TRACE_SESSION_LIST, request.page(), {"appId": app.id})
    return page.with_items([TraceSessionView.read(session) for session in page.items if session.traces > 0])
