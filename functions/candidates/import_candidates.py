"""A table of people becomes invitations; `read_candidate_import` begins, `write_candidate_import_report` ends it."""

from pydantic import AwareDatetime

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.invitations.events import CandidateImportExpired, CandidateImportReceived
from shared.domain.invitations.imports import IMPORT_KIND, KEPT_FOR, CandidateImport
from shared.domain.invitations.inviting import expiry
from shared.domain.invitations.model import Offer
from shared.domain.invitations.repository import CandidateImportRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.uploads.model import UploadPurpose, UploadStatus
from shared.domain.uploads.repository import UploadRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ImportCandidates(Request):
    """A complete upload of a table, which the import takes; `dry_run` tells what would become of its rows."""

    assessment_id: Identifier
    upload_id: Identifier
    expires_at: AwareDatetime | None = None
    dry_run: bool = False


def _upload_path(request: ImportCandidates) -> list[str]:
    return [UploadRepository.path(request.upload_id)]


@command(
    "POST /v1/assessments/{assessmentId}/candidate-imports",
    permission=Permission.INVITATIONS_WRITE,
    loads=Loads(AssessmentRepository, "assessment_id", beside=_upload_path),
    idempotent=True,
    errors=(NotFound, FailedPrecondition),
    status=202,
)
async def import_candidates(request: ImportCandidates, ctx: CommandContext) -> OperationView:
    """Invite everybody in an uploaded table to an active assessment."""
    assessment = await AssessmentRepository(ctx.work).get(request.assessment_id)
    assessment.require_active()
    upload = await UploadRepository(ctx.work).get(request.upload_id)
    if upload.purpose is not UploadPurpose.CANDIDATE_IMPORT or upload.status is not UploadStatus.COMPLETE:
        raise FailedPrecondition("complete the upload of a table of candidates first", code="upload_not_complete")
    offer = Offer(
        assessment_id=assessment.id,
        assessment_title=assessment.title,
        invited_by=ctx.author,
        expires_at=expiry(request.expires_at, at=ctx.now),
    )
    import_id = ctx.new_id()
    operation = begun(
        ctx.work, id=import_id, kind=IMPORT_KIND, subject_id=assessment.id, created_by=ctx.author, retryable=True
    )
    asked = CandidateImport(id=import_id, upload_id=upload.id, offer=offer, dry_run=request.dry_run, created_at=ctx.now)
    CandidateImportRepository(ctx.work).add(asked)
    ctx.work.emit(CandidateImportReceived(import_id=import_id))
    ctx.work.emit(CandidateImportExpired(import_id=import_id), at=ctx.now + KEPT_FOR)
    ctx.work.about(operationId=import_id, uploadId=upload.id)
    return OperationView.of(operation)
