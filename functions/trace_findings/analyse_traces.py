"""Traces are analysed every night; whoever doesn't want to wait, or looks further back, asks for it."""

from datetime import date, timedelta

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.trace_findings.events import TraceDayAnalysisDue
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request

KIND = "trace_analysis"
MAX_DAYS = 31


class AnalyseTraces(Request):
    """Which days (UTC, both included) of which app; without days the last seven, today included."""

    app_id: Identifier
    since: date | None = None
    until: date | None = None


@command(
    "POST /v1/apps/{appId}/analyses",
    permission=Permission.TRACES_ANALYSE,
    idempotent=True,
    loads=Loads(AppRepository, "app_id", tagged=False),
    errors=(FailedPrecondition,),
    status=202,
)
async def analyse_traces(request: AnalyseTraces, ctx: CommandContext) -> OperationView:
    """Analyse an app's traces: what it is asked, which errors there are, and which days are out of the ordinary."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    until = request.until or ctx.now.date()
    since = request.since or until - timedelta(days=min(6, (until - date.min).days))
    if not timedelta(0) <= until - since < timedelta(days=MAX_DAYS) or until > ctx.now.date():
        message = f"name 1 to {MAX_DAYS} days, none of them after today"
        raise InvalidInput(message, fields=[FieldProblem("/since", "invalid_days", message)])
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=app.id, created_by=ctx.author)
    ctx.work.emit(TraceDayAnalysisDue(app_id=app.id, day=since, until=until, operation_id=operation.id))
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
