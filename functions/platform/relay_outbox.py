"""The wake-up of the outbox: whatever else fails, the sweep comes by."""

from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import DocumentCreated, subscriber
from shared.runtime.outbox import publish_outbox_document


@subscriber(DocumentCreated("tenants/{tenantId}/outbox/{outboxId}"))
async def relay_outbox(event: str, ctx: PlatformContext) -> None:
    """Publish the events of a commit as soon as it is there."""
    document = await ctx.documents.get(event)
    if document is not None and document.data["relay"]:
        await publish_outbox_document(ctx.outside, document)
