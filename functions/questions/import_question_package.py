"""A problem package becomes a draft question; `read_question_package` begins, `conclude_package_import` ends it."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.questions.events import PackageImportLookDue, QuestionPackageReceived
from shared.domain.questions.imports import IMPORT_KIND, PATIENCE, PackageImport
from shared.domain.questions.repository import PackageImportRepository
from shared.domain.uploads.model import UploadPurpose, UploadStatus
from shared.domain.uploads.repository import UploadRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request


class ImportQuestionPackage(Request):
    """A complete upload of a package, and the language in which its text is wanted, where it has several."""

    upload_id: Identifier
    natural_language: Annotated[str, StringConstraints(pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z]{2})?$")] = "en"


@command(
    "POST /v1/questions/import-package",
    permission=Permission.QUESTIONS_WRITE,
    idempotent=True,
    errors=(NotFound, FailedPrecondition),
    status=202,
)
async def import_question_package(request: ImportQuestionPackage, ctx: CommandContext) -> OperationView:
    """Make a draft question of an uploaded problem package."""
    imports = PackageImportRepository(ctx.work)
    await ctx.work.get_many([UploadRepository.path(request.upload_id), imports.path(request.upload_id)])
    upload = await UploadRepository(ctx.work).get(request.upload_id)
    if upload.purpose is not UploadPurpose.QUESTION_PACKAGE or upload.status is not UploadStatus.COMPLETE:
        raise FailedPrecondition("complete the upload of a question package first", code="upload_not_complete")
    if await imports.find(upload.id) is not None:
        raise FailedPrecondition(
            "this package is being imported already, or its import can be tried again", code="package_import_running"
        )
    operation = begun(
        ctx.work, id=ctx.new_id(), kind=IMPORT_KIND, subject_id=upload.id, created_by=ctx.author, retryable=True
    )
    imports.add(
        PackageImport(
            id=upload.id,
            operation_id=operation.id,
            natural_language=request.natural_language,
            created_by=ctx.author,
            created_at=ctx.now,
        )
    )
    ctx.work.emit(QuestionPackageReceived(upload_id=upload.id))
    ctx.work.emit(PackageImportLookDue(upload_id=upload.id, tries=operation.tries), at=ctx.now + PATIENCE)
    ctx.work.about(uploadId=upload.id)
    return OperationView.of(operation)
