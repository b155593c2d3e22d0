"""A file that was sent for a question is taken in; a save that names it makes it the answer."""

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.model import answer_id
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.domain.uploads.examining import examined
from shared.domain.uploads.model import Upload, UploadStatus
from shared.domain.uploads.repository import UploadRepository
from shared.domain.uploads.schemas import UploadView
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class CompleteAnswerUpload(Request):
    """Which upload."""

    attempt_id: Identifier
    question_id: Identifier
    upload_id: Identifier


@command(
    "POST /v1/attempts/{attemptId}/answers/{questionId}/uploads/{uploadId}/complete",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id"),
    external=True,
    errors=(NotFound, FailedPrecondition, QuotaExceeded),
    runtime=Runtime.ASSESSMENT,
)
async def complete_answer_upload(request: CompleteAnswerUpload, ctx: ExternalContext) -> UploadView:
    """Take in a file that was sent for a question; doing so twice is fine."""

    async def read(work: UnitOfWork) -> Upload:
        (await AttemptRepository(work).get(request.attempt_id)).require_open(at=ctx.now)
        answer = answer_id(request.attempt_id, request.question_id)
        return await UploadRepository(work).get_of_answer(request.upload_id, answer)

    announced = await ctx.prepare(read)
    if announced.status is UploadStatus.COMPLETE:
        return UploadView.of(announced)
    announced.require_pending(at=ctx.now)
    file = await examined(announced, ctx.files)

    async def complete(work: UnitOfWork) -> Upload:
        uploads = UploadRepository(work)
        upload = await uploads.get(request.upload_id)
        if upload.status is UploadStatus.PENDING:
            upload = upload.completed(file, at=ctx.now)
            uploads.save(upload)
            await Quotas(work).take(Quota.STORAGE_BYTES, upload.size)
        return upload

    return UploadView.of(await ctx.finish(complete))
