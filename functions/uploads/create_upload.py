"""A file is announced here and sent to the file store itself; `complete_upload` takes it in."""

from typing import Annotated

from pydantic import Field, StringConstraints

from shared.auth.permissions import Permission
from shared.auth.roles import always_grants
from shared.data.unit_of_work import UnitOfWork
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.domain.uploads.events import UploadExpired
from shared.domain.uploads.model import EXPIRY_GRACE, LIFETIME, PURPOSES, URL_LIFETIME, FileName, Upload, UploadPurpose
from shared.domain.uploads.repository import UploadRepository
from shared.domain.uploads.schemas import UploadTicket
from shared.errors import PermissionDenied
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import command
from shared.runtime.rate_limit_policies import UPLOAD
from shared.runtime.requests import Request


class CreateUpload(Request):
    """What will be sent; `size` is in bytes."""

    purpose: UploadPurpose
    content_type: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    size: Annotated[int, Field(ge=1)]
    file_name: FileName


@command(
    "POST /v1/uploads",
    permission=Permission.UPLOADS_WRITE,
    external=True,
    idempotent=True,
    limits=(UPLOAD,),
    errors=(QuotaExceeded,),
    status=201,
)
async def create_upload(request: CreateUpload, ctx: ExternalContext) -> UploadTicket:
    """Announce a file and get the request that sends it."""
    needed = PURPOSES[request.purpose].permission
    if needed is not None and not always_grants(ctx.member.role, needed):
        raise PermissionDenied(f"this purpose needs the permission {needed}")
    upload = Upload(
        id=ctx.new_id(),
        purpose=request.purpose,
        content_type=request.content_type,
        size=request.size,
        file_name=request.file_name,
        created_by=ctx.member.user_id,
        created_at=ctx.now,
        expires_at=ctx.now + LIFETIME,
    )
    upload.require_allowed()
    await ctx.prepare(lambda work: Quotas(work).require(Quota.STORAGE_BYTES, request.size))
    signed = await ctx.files.signed_upload(
        upload.path, content_type=upload.content_type, max_bytes=upload.size, expires_in=URL_LIFETIME
    )

    async def announce(work: UnitOfWork) -> None:
        UploadRepository(work).add(upload)
        work.emit(UploadExpired(upload_id=upload.id), at=ctx.now + LIFETIME + EXPIRY_GRACE)
        work.about(uploadId=upload.id)

    await ctx.finish(announce)
    return UploadTicket.of(upload, signed)
