"""A message of another system: its signature is checked on the raw bytes before anything reads them.

It is stored and left to subscribers in one commit, so that its sender hears at once that it need not send it again.
"""

from typing import Annotated

from pydantic import Field

from shared.auth.tenant_states import TenantState
from shared.domain.inbound.handling import receive
from shared.domain.inbound.repository import InboundSourceRepository
from shared.domain.inbound.schemas import InboundMessage, Receipt
from shared.domain.inbound.secrets import source_secret
from shared.domain.tenants.repository import TenantRepository
from shared.engines.inbound_signatures import SignatureRefused, require_signature
from shared.errors import NotFound, Unauthenticated
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.rate_limit_policies import INBOUND
from shared.runtime.requests import Identifier
from shared.runtime.signed_bodies import MAX_SIGNED_BODY, SIGNED, Header, SignedBody


class ReceiveWebhook(SignedBody):
    """Whose source, and how the message is signed: with `x-timestamp` over `timestamp.body`, else over the body."""

    tenant_id: Identifier
    source_id: Identifier
    signature: Annotated[Header, Field(alias="x-signature")] = None
    timestamp: Annotated[Header, Field(alias="x-timestamp")] = None


@command(
    "POST /v1/inbound/{tenantId}/{sourceId}",
    access=Access.ANONYMOUS,
    tenantless=True,
    audited=False,
    limits=(INBOUND,),
    errors=(NotFound, Unauthenticated),
    status=202,
    max_body=MAX_SIGNED_BODY,
    wire=SIGNED,
)
async def receive_webhook(request: ReceiveWebhook, ctx: CommandContext) -> Receipt:
    """Take a signed message of another system; one that was taken before changes nothing."""
    tenants, sources = TenantRepository(ctx.work), InboundSourceRepository(ctx.work)
    paths = [tenants.path(request.tenant_id), sources.path(request.source_id)]
    ctx.work.enter_tenant(request.tenant_id)
    await ctx.work.get_many(paths)
    tenant, source = await tenants.find(request.tenant_id), await sources.find(request.source_id)
    if tenant is None or tenant.state is not TenantState.ACTIVE or source is None:
        raise NotFound("nothing is received here", code="inbound_source_not_found")
    versions = source.secret_versions(at=ctx.now)
    keys = [source_secret(tenant.id, source.id, version).encode() for version in versions]
    try:
        require_signature(request.signature, request.body, keys, timestamp=request.timestamp, at=ctx.now)
    except SignatureRefused as error:
        raise Unauthenticated(f"X-Signature does not hold: {error}", code="invalid_signature") from error
    message = request.read(InboundMessage)
    return Receipt(duplicate=await receive(ctx.work, source.id, message, request.body.decode()))
