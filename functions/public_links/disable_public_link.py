"""A disabled link admits nobody more; whoever has a place comes back by a link of their own."""

from shared.auth.permissions import Permission
from shared.domain.invitations.repository import PublicLinkRepository
from shared.domain.invitations.schemas import PublicLinkView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DisablePublicLink(Request):
    """Which link."""

    public_link_id: Identifier


@command(
    "POST /v1/public-links/{publicLinkId}/disable",
    permission=Permission.INVITATIONS_WRITE,
    loads=Loads(PublicLinkRepository, "public_link_id"),
)
async def disable_public_link(request: DisablePublicLink, ctx: CommandContext) -> PublicLinkView:
    """Disable a public link; doing so twice is fine."""
    links = PublicLinkRepository(ctx.work)
    link = await links.get(request.public_link_id)
    disabled = link.disabled(at=ctx.now)
    if disabled is not link:
        links.save(disabled)
    return PublicLinkView.of(disabled, ctx.config.public_url, ctx.work.tenant_id)
