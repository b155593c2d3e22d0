"""A link that went where it should not gets another address; its places and who has them stay."""

from shared.auth.permissions import Permission
from shared.domain.invitations.repository import PublicLinkRepository
from shared.domain.invitations.schemas import PublicLinkView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RotatePublicLink(Request):
    """Which link."""

    public_link_id: Identifier


@command(
    "POST /v1/public-links/{publicLinkId}/rotate",
    permission=Permission.INVITATIONS_WRITE,
    loads=Loads(PublicLinkRepository, "public_link_id"),
    idempotent=True,
    errors=(FailedPrecondition,),
)
async def rotate_public_link(request: RotatePublicLink, ctx: CommandContext) -> PublicLinkView:
    """Give a public link another address; the old one is worth nothing from then on."""
    links = PublicLinkRepository(ctx.work)
    link = await links.get(request.public_link_id)
    rotated = link.rotated(at=ctx.now)
    links.save(rotated)
    return PublicLinkView.of(rotated, ctx.config.public_url, ctx.work.tenant_id)
