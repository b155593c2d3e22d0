"""A file of questions becomes drafts; `import_question_rows` reads it and tells of each row that it can't take."""

from shared.auth.permissions import Permission
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.questions.events import QuestionFileReceived
from shared.domain.questions.imports import FILE_IMPORT_KIND
from shared.domain.uploads.model import UploadPurpose, UploadStatus
from shared.domain.uploads.repository import UploadRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request


class ImportQuestions(Request):
    """A complete upload of a file of questions: JSON, YAML or CSV."""

    upload_id: Identifier


@command(
    "POST /v1/questions/import",
    permission=Permission.QUESTIONS_WRITE,
    idempotent=True,
    errors=(NotFound, FailedPrecondition),
    status=202,
)
async def import_questions(request: ImportQuestions, ctx: CommandContext) -> OperationView:
    """Make drafts of a file's questions, or edit those that came from the same external ids."""
    uploads = UploadRepository(ctx.work)
    upload = await uploads.get(request.upload_id)
    if upload.purpose is not UploadPurpose.QUESTION_FILE or upload.status is not UploadStatus.COMPLETE:
        raise FailedPrecondition("complete the upload of a file of questions first", code="upload_not_complete")
    operation = begun(ctx.work, id=ctx.new_id(), kind=FILE_IMPORT_KIND, subject_id=upload.id, created_by=ctx.author)
    ctx.work.emit(QuestionFileReceived(upload_id=upload.id, operation_id=operation.id))
    ctx.work.about(uploadId=upload.id)
    return OperationView.of(operation)
