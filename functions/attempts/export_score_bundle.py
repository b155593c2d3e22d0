"""A score becomes a file that anybody can compute again; `write_score_bundle` writes it."""

from shared.auth.permissions import Permission
from shared.domain.attempts.events import ScoreBundleRequested
from shared.domain.attempts.exports import ExportKind, add_export
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ExportScoreBundle(Request):
    """Of which attempt."""

    attempt_id: Identifier


@command(
    "POST /v1/attempts/{attemptId}/score-bundle",
    permission=Permission.ATTEMPTS_EXPORT,
    idempotent=True,
    loads=Loads(AttemptRepository, "attempt_id"),
    errors=(FailedPrecondition,),
    status=202,
)
async def export_score_bundle(request: ExportScoreBundle, ctx: CommandContext) -> OperationView:
    """Write an attempt's score to a file, with all that it was computed from: hidden tests as well."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    kind, export_id = ExportKind.SCORE_BUNDLE, ctx.new_id()
    add_export(ctx.work, export_id, kind, attempt, created_by=ctx.author)
    operation = begun(ctx.work, id=export_id, kind=kind.value, subject_id=attempt.id, created_by=ctx.author)
    ctx.work.emit(ScoreBundleRequested(export_id=export_id))
    return OperationView.of(operation)
