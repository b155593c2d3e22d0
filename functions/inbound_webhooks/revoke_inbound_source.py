"""Nothing a revoked source sends is taken any more; what it sent before stays listed."""

from shared.auth.permissions import Permission
from shared.domain.inbound.repository import InboundSourceRepository
from shared.domain.inbound.schemas import InboundSourceView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RevokeInboundSource(Request):
    """Which source."""

    source_id: Identifier


@command(
    "POST /v1/inbound-sources/{sourceId}/revoke",
    permission=Permission.WEBHOOKS_MANAGE,
    loads=Loads(InboundSourceRepository, "source_id"),
)
async def revoke_inbound_source(request: RevokeInboundSource, ctx: CommandContext) -> InboundSourceView:
    """Revoke a source's secrets for good; one that is revoked stays as it is."""
    sources = InboundSourceRepository(ctx.work)
    source = await sources.get(request.source_id)
    if source.revoked_at is None:
        source = source.revoked(at=ctx.now)
        sources.save(source)
    return InboundSourceView.of(source)
