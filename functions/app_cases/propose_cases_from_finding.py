"""What was found in traces becomes what is tried from now on: a case from each trace that shows it, to be reviewed."""

from shared.auth.permissions import Permission
from shared.domain.app_cases.model import AppCase, Folder
from shared.domain.app_cases.repository import AppCaseRepository
from shared.domain.app_cases.schemas import AppCaseView, ProposedCases
from shared.domain.apps.repository import AppRepository
from shared.domain.trace_findings.repository import TraceFindingRepository
from shared.domain.traces.model import trace_key
from shared.domain.traces.repository import TraceRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.app_cases import from_exchange
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request
from shared.runtime.trace_samples import read_exchange


class ProposeCasesFromFinding(Request):
    """Which finding of which app, and in which folder the cases go."""

    app_id: Identifier
    finding_id: Identifier
    folder: Folder = ""


@command(
    "POST /v1/apps/{appId}/findings/{findingId}/cases",
    permission=Permission.APP_CASES_WRITE,
    loads=Loads(
        AppRepository,
        "app_id",
        beside=lambda request: [TraceFindingRepository.path(request.finding_id)],
        tagged=False,
    ),
    errors=(NotFound, FailedPrecondition),
)
async def propose_cases_from_finding(request: ProposeCasesFromFinding, ctx: CommandContext) -> ProposedCases:
    """Propose a case from each trace of a finding's evidence that has none by it yet, one for each question."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    finding = await TraceFindingRepository(ctx.work).get(request.finding_id)
    if finding.app_id != app.id:
        raise NotFound("the app has no such finding", code="trace_finding_not_found")
    cases, ids = AppCaseRepository(ctx.work), {each: f"{finding.id}.{each}" for each in finding.evidence}
    there = {case.id for case in await cases.get_many(list(ids.values())) if case is not None}
    traces = await TraceRepository(ctx.work).get_many([trace_key(app.id, each) for each in ids])
    made: dict[str, AppCase] = {}
    for trace in traces:
        if trace is None or ids[trace.trace_id] in there:
            continue
        question, answer = await read_exchange(ctx.work, trace)
        if question and question not in made:
            made[question] = from_exchange(
                ids[trace.trace_id],
                app.id,
                question,
                answer,
                by=ctx.author,
                at=ctx.now,
                folder=request.folder,
                trace_id=trace.trace_id,
                finding_id=finding.id,
            )
    for case in made.values():
        cases.add(case)
    return ProposedCases(cases=tuple(AppCaseView.of(case) for case in made.values()), passed_over=len(ids) - len(made))
