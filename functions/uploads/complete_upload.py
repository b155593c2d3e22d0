"""What was sent is looked at, and then it is there."""

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.domain.uploads.examining import examined
from shared.domain.uploads.model import Upload, UploadStatus
from shared.domain.uploads.repository import UploadRepository
from shared.domain.uploads.schemas import UploadView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class CompleteUpload(Request):
    """Which upload."""

    upload_id: Identifier


@command(
    "POST /v1/uploads/{uploadId}/complete",
    permission=Permission.UPLOADS_WRITE,
    loads=Loads(UploadRepository, "upload_id"),
    external=True,
    errors=(FailedPrecondition, QuotaExceeded),
)
async def complete_upload(request: CompleteUpload, ctx: ExternalContext) -> UploadView:
    """Take in what was sent; doing so twice is fine."""

    async def read(work: UnitOfWork) -> Upload:
        return await UploadRepository(work).get(request.upload_id)

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
