"""A finding with its evidence: the traces that show it, as far as they are kept."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.trace_findings.repository import TraceFindingRepository
from shared.domain.trace_findings.schemas import TraceFindingView, told
from shared.domain.traces.model import trace_key
from shared.domain.traces.repository import TraceRepository
from shared.domain.traces.schemas import TraceView
from shared.errors import NotFound
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class ExplainTraceFinding(Request):
    """Which finding of which app."""

    app_id: Identifier
    finding_id: Identifier


class FindingExplanation(FrozenModel):
    """A finding, what was counted in a sentence, and each trace of its evidence that there still is, by its link."""

    finding: TraceFindingView
    text: str
    traces: tuple[TraceView, ...]
    links: tuple[str, ...]


@query(
    "GET /v1/apps/{appId}/findings/{findingId}",
    permission=Permission.TRACES_READ,
    loads=Loads(
        AppRepository,
        "app_id",
        beside=lambda request: [TraceFindingRepository.path(request.finding_id)],
        tagged=False,
    ),
)
async def explain_trace_finding(request: ExplainTraceFinding, ctx: QueryContext) -> FindingExplanation:
    """Explain a finding by the traces that show it."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    finding = await TraceFindingRepository(ctx.reads).get(request.finding_id)
    if finding.app_id != app.id:
        raise NotFound("the app has no such finding", code="trace_finding_not_found")
    found = await TraceRepository(ctx.reads).get_many([trace_key(app.id, each) for each in finding.evidence])
    traces = tuple(TraceView.of(trace) for trace in found if trace is not None)
    return FindingExplanation(
        finding=TraceFindingView.of(finding, today=ctx.now.date()),
        text=told(finding),
        traces=traces,
        links=tuple(f"/v1/apps/{app.id}/traces/{trace.trace_id}" for trace in traces),
    )
