"""Questions become a file; `write_question_export` writes it, `download_question_export` hands it out.

It holds hidden tests and reference solutions of many questions at once: it is for those who write them.
"""

from shared.auth.permissions import Permission
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.questions.events import QuestionExportExpired, QuestionExportRequested
from shared.domain.questions.exports import (
    EXPORT_KIND,
    KEPT_FOR,
    ExportFormat,
    QuestionExport,
    QuestionExportRepository,
)
from shared.domain.questions.filters import QuestionFilter
from shared.domain.questions.labels import Difficulty
from shared.domain.questions.model import QuestionStatus
from shared.engines.labels import Label
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request


class ExportQuestions(Request):
    """In which format, and which questions, as in their list."""

    format: ExportFormat = ExportFormat.JSON
    status: QuestionStatus | None = None
    kind: Identifier | None = None
    difficulty: Difficulty | None = None
    tag: Label | None = None
    skill: Label | None = None


@command("POST /v1/question-exports", permission=Permission.QUESTIONS_WRITE, idempotent=True, status=202)
async def export_questions(request: ExportQuestions, ctx: CommandContext) -> OperationView:
    """Write questions to a file that can be imported."""
    chosen = QuestionFilter.of(request)
    chosen.equals()
    export_id = ctx.new_id()
    operation = begun(ctx.work, id=export_id, kind=EXPORT_KIND, subject_id=export_id, created_by=ctx.author)
    export = QuestionExport(
        id=export_id,
        format=request.format,
        chosen=chosen,
        created_by=ctx.author,
        created_at=ctx.now,
        expires_at=ctx.now + KEPT_FOR,
    )
    QuestionExportRepository(ctx.work).add(export)
    ctx.work.emit(QuestionExportRequested(export_id=export_id))
    ctx.work.emit(QuestionExportExpired(export_id=export_id), at=export.expires_at)
    ctx.work.about(exportId=export_id)
    return OperationView.of(operation)
