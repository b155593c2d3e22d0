"""For a while both secrets hold, so that a sender may change its own at any moment of it."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.inbound.model import DEFAULT_OVERLAP
from shared.domain.inbound.repository import InboundSourceRepository
from shared.domain.inbound.schemas import InboundSourceWithSecret
from shared.domain.inbound.secrets import source_secret
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RotateInboundSecret(Request):
    """Which source, and for how long the secret it had holds as well; 0 ends it at once, as after a leak."""

    source_id: Identifier
    overlap_hours: Annotated[int, Field(ge=0, le=168)] = int(DEFAULT_OVERLAP.total_seconds() // 3600)


@command(
    "POST /v1/inbound-sources/{sourceId}/rotate-secret",
    permission=Permission.WEBHOOKS_MANAGE,
    loads=Loads(InboundSourceRepository, "source_id"),
    idempotent=True,
    errors=(FailedPrecondition,),
)
async def rotate_inbound_secret(request: RotateInboundSecret, ctx: CommandContext) -> InboundSourceWithSecret:
    """Give a source another secret, which is shown this once."""
    sources = InboundSourceRepository(ctx.work)
    source = await sources.get(request.source_id)
    source = source.rotated(timedelta(hours=request.overlap_hours), at=ctx.now)
    sources.save(source)
    tenant_id = ctx.work.tenant_id
    secret = source_secret(tenant_id, source.id, source.secret_version)
    return InboundSourceWithSecret.of(source, secret, tenant_id=tenant_id, public_url=ctx.config.public_url)
