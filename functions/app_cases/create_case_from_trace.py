"""What happened once becomes a case that it is to go well every time; somebody reviews it first."""

from shared.auth.permissions import Permission
from shared.domain.app_cases.model import MAX_OF_TRACE, Folder
from shared.domain.app_cases.repository import AppCaseRepository
from shared.domain.app_cases.schemas import AppCaseView
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.model import trace_key
from shared.domain.traces.repository import TraceRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.app_cases import from_exchange
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request
from shared.runtime.trace_samples import read_exchange


class CreateCaseFromTrace(Request):
    """Which trace of which app, and in which folder the case goes."""

    app_id: Identifier
    trace_id: Identifier
    folder: Folder = ""


@command(
    "POST /v1/apps/{appId}/traces/{traceId}/cases",
    permission=Permission.APP_CASES_WRITE,
    idempotent=True,
    loads=Loads(
        AppRepository,
        "app_id",
        beside=lambda request: [TraceRepository.path(trace_key(request.app_id, request.trace_id.lower()))],
        tagged=False,
    ),
    errors=(NotFound, FailedPrecondition),
    status=201,
)
async def create_case_from_trace(request: CreateCaseFromTrace, ctx: CommandContext) -> AppCaseView:
    """Propose a case: the trace's question as `question`, and an answer near to the trace's own."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    trace = await TraceRepository(ctx.work).get(trace_key(app.id, request.trace_id.lower()))
    question, answer = await read_exchange(ctx.work, trace)
    if not question:
        raise FailedPrecondition("no span of the trace tells what was asked", code="trace_without_question")
    cases = AppCaseRepository(ctx.work)
    if len(await cases.of_trace(app.id, trace.trace_id, MAX_OF_TRACE)) == MAX_OF_TRACE:
        raise FailedPrecondition(f"{MAX_OF_TRACE} cases were made from this trace already", code="too_many_cases")
    case = from_exchange(
        ctx.new_id(),
        app.id,
        question,
        answer,
        by=ctx.author,
        at=ctx.now,
        folder=request.folder,
        trace_id=trace.trace_id,
    )
    cases.add(case)
    ctx.work.about(appCaseId=case.id)
    return AppCaseView.of(case)
