"""An upload that nobody completed in time goes, with whatever was sent for it."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.uploads.events import UploadExpired
from shared.domain.uploads.model import Upload, UploadStatus
from shared.domain.uploads.repository import UploadRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(UploadExpired, external=True)
async def expire_upload(event: UploadExpired, ctx: ExternalContext) -> None:
    """Remove an upload that was never completed."""

    async def read(work: UnitOfWork) -> Upload | None:
        return await UploadRepository(work).find(event.upload_id)

    upload = await ctx.prepare(read)
    if upload is None or upload.status is UploadStatus.COMPLETE:
        return
    await ctx.files.delete(upload.path)

    async def remove(work: UnitOfWork) -> None:
        uploads = UploadRepository(work)
        left = await uploads.find(event.upload_id)
        if left is not None:
            uploads.remove(left)

    await ctx.finish(remove)
