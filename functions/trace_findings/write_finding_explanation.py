"""A finding in a model's words, for whoever wants them; what was counted, and the links, stand beside it as ever."""

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.apps.repository import AppRepository
from shared.domain.cards.content import ProviderSettings
from shared.domain.trace_findings.repository import TraceFindingRepository
from shared.domain.trace_findings.schemas import told
from shared.domain.traces.model import trace_key
from shared.domain.traces.repository import TraceRepository
from shared.engines.model_writing import explanation_asked, explanation_read
from shared.errors import FailedPrecondition, NotFound
from shared.model import FrozenModel
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.model_writing import WritingProblem, tell_spent, written
from shared.runtime.requests import Identifier, Request
from shared.runtime.trace_samples import read_exchange


class WriteFindingExplanation(Request):
    """Which finding of which app, and the model that writes about it."""

    app_id: Identifier
    finding_id: Identifier
    provider: ProviderSettings


class WrittenFinding(FrozenModel):
    """What a model wrote, or what was counted where it wrote nothing of use; `problem` says why.

    `links` are the traces that the text rests on: those the model named, or all.
    """

    text: str
    by_model: bool
    counted: str
    links: tuple[str, ...]
    problem: WritingProblem | None


@command(
    "POST /v1/apps/{appId}/findings/{findingId}/explanations",
    permission=Permission.TRACES_ANALYSE,
    external=True,
    loads=Loads(AppRepository, "app_id", tagged=False),
    errors=(NotFound, FailedPrecondition),
)
async def write_finding_explanation(request: WriteFindingExplanation, ctx: ExternalContext) -> WrittenFinding:
    """Have a model explain a finding by the traces that show it; nothing of that is stored."""
    counted, shown = await ctx.prepare(lambda work: _evidence(work, request))
    links = tuple(f"/v1/apps/{request.app_id}/traces/{trace_id}" for trace_id, _ in shown)
    if not shown:
        problem = WritingProblem(code="finding_without_traces", message="no trace that shows it is kept, or says much")
        return WrittenFinding(text=counted, by_model=False, counted=counted, links=(), problem=problem)
    prompt = explanation_asked(counted, [exchange for _, exchange in shown])
    wrote = await written(ctx, request.provider, prompt, lambda answer: explanation_read(answer, len(shown)))

    async def tell(work: UnitOfWork) -> None:
        await tell_spent(work, wrote.asking.spent, app_id=request.app_id, member=ctx.author, outcome="explained")

    await ctx.finish(tell)
    if wrote.value is None:
        return WrittenFinding(text=counted, by_model=False, counted=counted, links=links, problem=wrote.problem)
    named = tuple(links[place] for place in wrote.value.places)
    return WrittenFinding(text=wrote.value.text, by_model=True, counted=counted, links=named, problem=None)


async def _evidence(
    work: UnitOfWork, request: WriteFindingExplanation
) -> tuple[str, list[tuple[str, tuple[str, str]]]]:
    """Return a finding in a sentence, and by their ids what was asked and answered in its traces."""
    app = await AppRepository(work).get(request.app_id)
    app.require_active()
    finding = await TraceFindingRepository(work).get(request.finding_id)
    if finding.app_id != app.id:
        raise NotFound("the app has no such finding", code="trace_finding_not_found")
    traces = await TraceRepository(work).get_many([trace_key(app.id, each) for each in finding.evidence])
    exchanges = [(trace.trace_id, await read_exchange(work, trace)) for trace in traces if trace is not None]
    return told(finding), [each for each in exchanges if each[1][0]]
