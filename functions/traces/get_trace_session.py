"""One trace session: what its traces come to, and which they are."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.data.pagination import PageRequest
from shared.data.repository import found
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.repository import (
    TRACE_LIST,
    ScoreSummaryRepository,
    TraceRepository,
    TraceSessionRepository,
)
from shared.domain.traces.schemas import ScoreTotalView, TraceSessionDetail, TraceSessionView, TraceView
from shared.domain.traces.scores import session_key
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

MAX_TRACES = 100


class GetTraceSession(Request):
    """Which trace session of which app, by what its sender calls it."""

    app_id: Identifier
    trace_session_id: Annotated[str, StringConstraints(min_length=1, max_length=200)]


def _session(request: GetTraceSession) -> list[str]:
    key = session_key(request.app_id, request.trace_session_id)
    return [TraceSessionRepository.path(key), ScoreSummaryRepository.path(key)]


@query(
    "GET /v1/apps/{appId}/trace-sessions/{traceSessionId}",
    permission=Permission.TRACES_READ,
    loads=Loads(AppRepository, "app_id", beside=_session, tagged=False),
)
async def get_trace_session(request: GetTraceSession, ctx: QueryContext) -> TraceSessionDetail:
    """Show a trace session with its traces, the first begun first."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    key = session_key(app.id, request.trace_session_id)
    sessions = TraceSessionRepository(ctx.reads)
    session = await sessions.get(key)
    found(session if session.traces > 0 else None, sessions.noun)
    equals = {"appId": app.id, "traceSessionId": request.trace_session_id}
    page = await TraceRepository(ctx.reads).page(TRACE_LIST, PageRequest(MAX_TRACES, sort=("startedAt",)), equals)
    return TraceSessionDetail(
        session=TraceSessionView.read(session),
        scores=ScoreTotalView.all_of(await ScoreSummaryRepository(ctx.reads).find(key)),
        traces=tuple(TraceView.of(trace) for trace in page.items),
        complete=page.next_cursor is None,
    )
