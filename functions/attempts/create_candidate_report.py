"""The report on a candidate as a PDF; `write_candidate_report` writes it."""

from shared.auth.permissions import Permission
from shared.domain.attempts.events import CandidateReportRequested
from shared.domain.attempts.exports import ExportKind, add_export
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class CreateCandidateReport(Request):
    """Of which attempt."""

    attempt_id: Identifier


@command(
    "POST /v1/attempts/{attemptId}/report",
    permission=Permission.ATTEMPTS_EXPORT,
    idempotent=True,
    loads=Loads(AttemptRepository, "attempt_id"),
    errors=(FailedPrecondition,),
    status=202,
)
async def create_candidate_report(request: CreateCandidateReport, ctx: CommandContext) -> OperationView:
    """Write the report on a candidate to a PDF."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    kind, export_id = ExportKind.CANDIDATE_REPORT, ctx.new_id()
    add_export(ctx.work, export_id, kind, attempt, created_by=ctx.author)
    operation = begun(ctx.work, id=export_id, kind=kind.value, subject_id=attempt.id, created_by=ctx.author)
    ctx.work.emit(CandidateReportRequested(export_id=export_id))
    return OperationView.of(operation)
