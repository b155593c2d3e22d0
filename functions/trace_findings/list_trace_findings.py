"""What was found in an app's traces."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.apps.repository import AppRepository
from shared.domain.trace_findings.model import FindingKind
from shared.domain.trace_findings.repository import FINDING_LIST, TraceFindingRepository
from shared.domain.trace_findings.schemas import TraceFindingView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListTraceFindings(ListRequest):
    """Of which app, and of which kind; all without one."""

    app_id: Identifier
    kind: FindingKind | None = None


@query(
    "GET /v1/apps/{appId}/findings",
    permission=Permission.TRACES_READ,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=FINDING_LIST,
)
async def list_trace_findings(request: ListTraceFindings, ctx: QueryContext) -> Page[TraceFindingView]:
    """List capabilities, groups of errors and anomalies, those met last first."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    equals = {"appId": app.id, "kind": request.kind}
    page = await TraceFindingRepository(ctx.reads).page(FINDING_LIST, request.page(), equals)
    return page.with_items([TraceFindingView.of(each, today=ctx.now.date()) for each in page.items])
