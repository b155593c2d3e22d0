"""A picture that was uploaded becomes one's own: made anew, and what was sent is thrown away."""

import asyncio

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.avatars import SIDE, Avatar, AvatarRepository
from shared.domain.accounts.schemas import AvatarView
from shared.domain.plans.model import Quota
from shared.domain.plans.usage import Quotas
from shared.domain.uploads.model import PURPOSES, URL_LIFETIME, Upload, UploadPurpose, UploadStatus
from shared.domain.uploads.repository import UploadRepository
from shared.engines.pictures import CONTENT_TYPE, square_picture
from shared.errors import FailedPrecondition, InvalidInput
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SetAvatar(Request):
    """Which of one's own uploads, complete and for this purpose."""

    upload_id: Identifier


@command(
    "PUT /v1/profile/avatar",
    permission=Permission.UPLOADS_WRITE,
    loads=Loads(UploadRepository, "upload_id"),
    external=True,
    errors=(FailedPrecondition, InvalidInput),
)
async def set_avatar(request: SetAvatar, ctx: ExternalContext) -> AvatarView:
    """Make an uploaded picture one's own in this tenant."""
    user_id = ctx.member.user_id

    async def read(work: UnitOfWork) -> Upload:
        return await UploadRepository(work).get(request.upload_id)

    upload = await ctx.prepare(read)
    if upload.purpose is not UploadPurpose.AVATAR or upload.status is not UploadStatus.COMPLETE:
        raise FailedPrecondition("upload a picture for this purpose and complete it", code="upload_not_usable")
    sent = await ctx.files.get(upload.path, max_bytes=PURPOSES[UploadPurpose.AVATAR].max_bytes)
    picture = await asyncio.to_thread(square_picture, sent, SIDE)
    avatar = Avatar(id=user_id, path=f"avatars/{user_id}/{upload.id}", updated_at=ctx.now)
    await ctx.files.put(avatar.path, picture, CONTENT_TYPE)

    async def replace(work: UnitOfWork) -> Avatar | None:
        avatars, uploads = AvatarRepository(work), UploadRepository(work)
        earlier, upload = await avatars.find(user_id), await uploads.get(request.upload_id)
        await avatars.put(avatar)
        uploads.remove(upload)
        Quotas(work).give_back(Quota.STORAGE_BYTES, upload.size)
        return earlier

    earlier = await ctx.finish(replace)
    await ctx.files.delete(upload.path)
    if earlier is not None and earlier.path != avatar.path:
        await ctx.files.delete(earlier.path)
    url = await ctx.files.signed_download(avatar.path, expires_in=URL_LIFETIME, filename="avatar.png")
    return AvatarView(member_id=user_id, url=url, updated_at=ctx.now, expires_at=ctx.now + URL_LIFETIME)
