"""Which traces an app has."""

from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.data.store import Filter, Operator
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.repository import TRACE_LIST, ScoreSummaryRepository, TraceRepository
from shared.domain.traces.schemas import ScoredTrace
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest

Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class ListTraces(ListRequest):
    """Of which app, environment, user or trace session, and begun in which time: from `since`, before `until`."""

    app_id: Identifier
    environment: Text | None = None
    user: Text | None = None
    trace_session: Text | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


@query(
    "GET /v1/apps/{appId}/traces",
    permission=Permission.TRACES_READ,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=TRACE_LIST,
)
async def list_traces(request: ListTraces, ctx: QueryContext) -> Page[ScoredTrace]:
    """List an app's traces with what their scores come to, the last begun first."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    equals = {
        "appId": app.id,
        "environment": request.environment,
        "userId": request.user,
        "traceSessionId": request.trace_session,
    }
    bounds = ((Operator.GREATER_OR_EQUAL, request.since), (Operator.LESS, request.until))
    ranges = [Filter("startedAt", operator, value) for operator, value in bounds if value is not None]
    page = await TraceRepository(ctx.reads).page(TRACE_LIST, request.page(), equals, ranges)
    summaries = await ScoreSummaryRepository(ctx.reads).get_many([trace.id for trace in page.items])
    return page.with_items(
        [ScoredTrace.with_scores(trace, summary) for trace, summary in zip(page.items, summaries, strict=True)]
    )
