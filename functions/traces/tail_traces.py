"""Traces as they come in, for whoever watches: ask again from a little before the last one seen."""

from pydantic import AwareDatetime

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.data.store import Filter, Operator
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.repository import TRACE_TAIL, TraceRepository
from shared.domain.traces.schemas import TraceView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class TailTraces(ListRequest):
    """Of which app, and which came in, or got more spans, from `since` on.

    A trace is stored a moment after the time it bears: ask from ten seconds before the last `receivedAt`.
    """

    app_id: Identifier
    since: AwareDatetime


@query(
    "GET /v1/apps/{appId}/trace-tail",
    permission=Permission.TRACES_READ,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=TRACE_TAIL,
)
async def tail_traces(request: TailTraces, ctx: QueryContext) -> Page[TraceView]:
    """List what came in since a time, in the order it came; one that gets more spans comes again."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    since = [Filter("receivedAt", Operator.GREATER_OR_EQUAL, request.since)]
    page = await TraceRepository(ctx.reads).page(TRACE_TAIL, request.page(), {"appId": app.id}, since)
    return page.with_items([TraceView.of(trace) for trace in page.items])
