"""Pictures are loaded from the file store, by a link that holds for an hour."""

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.avatars import Avatar, AvatarRepository
from shared.domain.accounts.schemas import AvatarView
from shared.domain.uploads.model import URL_LIFETIME
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class LinkAvatar(Request):
    """Whose."""

    member_id: Identifier


@command(
    "POST /v1/members/{memberId}/avatar-link",
    permission=Permission.MEMBERS_READ,
    loads=Loads(AvatarRepository, "member_id"),
    external=True,
)
async def link_avatar(request: LinkAvatar, ctx: ExternalContext) -> AvatarView:
    """Get a link to a member's picture."""

    async def read(work: UnitOfWork) -> Avatar:
        return await AvatarRepository(work).get(request.member_id)

    avatar = await ctx.prepare(read)
    url = await ctx.files.signed_download(avatar.path, expires_in=URL_LIFETIME, filename="avatar.png")
    return AvatarView(member_id=avatar.id, url=url, updated_at=avatar.updated_at, expires_at=ctx.now + URL_LIFETIME)
