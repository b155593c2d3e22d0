"""A system that is to tell this tenant what happens there. Its secret is in this one answer and nowhere else."""

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.data.store import StoreQuery
from shared.domain.inbound.model import MAX_SOURCES, InboundSource
from shared.domain.inbound.repository import InboundSourceRepository
from shared.domain.inbound.schemas import InboundSourceWithSecret, InvitesAs, SourceName
from shared.domain.inbound.secrets import source_secret
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class CreateInboundSource(Request):
    """What it is called, and the role in which people are invited that it says were created."""

    name: SourceName
    invites_as: InvitesAs = Role.VIEWER


@command(
    "POST /v1/inbound-sources",
    permission=Permission.WEBHOOKS_MANAGE,
    idempotent=True,
    errors=(FailedPrecondition,),
    status=201,
)
async def create_inbound_source(request: CreateInboundSource, ctx: CommandContext) -> InboundSourceWithSecret:
    """Create a source of inbound webhooks, with the address and the secret for its sender."""
    sources = InboundSourceRepository(ctx.work)
    if await ctx.work.count(StoreQuery(sources.collection)) >= MAX_SOURCES:
        raise FailedPrecondition(f"a tenant has at most {MAX_SOURCES} sources", code="too_many_inbound_sources")
    source = InboundSource(
        id=ctx.new_id(),
        name=request.name,
        invites_as=request.invites_as,
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    sources.add(source)
    ctx.work.about(sourceId=source.id)
    tenant_id = ctx.work.tenant_id
    secret = source_secret(tenant_id, source.id, source.secret_version)
    return InboundSourceWithSecret.of(source, secret, tenant_id=tenant_id, public_url=ctx.config.public_url)
