"""Which traces an app has."""

from dataclasses import replace
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.data.store import Filter, Operator
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.model import TraceStatus
from shared.domain.traces.repository import TRACE_LIST, ScoreSummaryRepository, TraceRepository
from shared.domain.traces.schemas import ScoredTrace
from shared.errors import InvalidInput
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest

Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]


Amount = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]


class ListTraces(ListRequest):
    """Of which app, and which traces.

    Model, user, trace session, environment and status combine with each other and with one of: times begun from `since`
    and before `until`, durations in milliseconds, costs; a tag goes in a model's place. A limit to durations or costs
    sorts by them, the most first.
    """

    app_id: Identifier
    environment: Text | None = None
    user: Text | None = None
    trace_session: Text | None = None
    status: TraceStatus | None = None
    model: Text | None = None
    tag: Text | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    min_duration_ms: Amount | None = None
    max_duration_ms: Amount | None = None
    min_cost: Amount | None = None
    max_cost: Amount | None = None

    def ranges(self) -> list[Filter]:
        """Return the limits given, each below its field."""
        least = (self.since, _nanos(self.min_duration_ms), self.min_cost)
        most = (self.until, _nanos(self.max_duration_ms), self.max_cost)
        below = (Operator.LESS, Operator.LESS_OR_EQUAL, Operator.LESS_OR_EQUAL)
        limits = [
            *((field, Operator.GREATER_OR_EQUAL, value) for field, value in zip(TRACE_LIST.ranges, least, strict=True)),
            *zip(TRACE_LIST.ranges, below, most, strict=True),
        ]
        return [Filter(field, operator, value) for field, operator, value in limits if value is not None]


@query(
    "GET /v1/apps/{appId}/traces",
    permission=Permission.TRACES_READ,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=TRACE_LIST,
)
async def list_traces(request: ListTraces, ctx: QueryContext) -> Page[ScoredTrace]:
    """List an app's traces with what their scores come to, the last begun first."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    if request.model is not None and request.tag is not None:
        raise InvalidInput("filter by a model or by a tag, not by both", code="invalid_filter")
    equals = {
        "appId": app.id,
        "environment": request.environment,
        "userId": request.user,
        "traceSessionId": request.trace_session,
        "status": request.status,
        "models": request.model,
        "tags": request.tag,
    }
    ranges, page_request = request.ranges(), request.page()
    if page_request.sort is None and ranges:
        page_request = replace(page_request, sort=(f"-{ranges[0].field}",))
    page = await TraceRepository(ctx.reads).page(TRACE_LIST, page_request, equals, ranges)
    summaries = await ScoreSummaryRepository(ctx.reads).get_many([trace.id for trace in page.items])
    return page.with_items(
        [ScoredTrace.with_scores(trace, summary) for trace, summary in zip(page.items, summaries, strict=True)]
    )


def _nanos(milliseconds: float | None) -> int | None:
    return None if milliseconds is None else round(milliseconds * 1_000_000)
