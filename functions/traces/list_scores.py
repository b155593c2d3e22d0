"""Which scores an app's traces have."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.repository import SCORE_LIST, ScoreRepository
from shared.domain.traces.schemas import ScoreView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest

Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class ListScores(ListRequest):
    """Of which app, and of which trace or trace session, or by which name."""

    app_id: Identifier
    trace: Text | None = None
    trace_session: Text | None = None
    name: Text | None = None


@query(
    "GET /v1/apps/{appId}/scores",
    permission=Permission.TRACES_READ,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=SCORE_LIST,
)
async def list_scores(request: ListScores, ctx: QueryContext) -> Page[ScoreView]:
    """List scores, the last given first."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    equals = {
        "appId": app.id,
        "traceId": request.trace.lower() if request.trace else None,
        "traceSessionId": request.trace_session,
        "name": request.name,
    }
    page = await ScoreRepository(ctx.reads).page(SCORE_LIST, request.page(), equals)
    return page.with_items([ScoreView.read(score) for score in page.items])
