"""What no delivery could handle is listed, so that somebody can look at it and play it again."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from shared.data.repository import document_id
from shared.data.store import Create, Update, WriteConflict
from shared.domain.dead_letters.model import KEPT_FOR
from shared.domain.dead_letters.model import DeadLetter as Letter
from shared.domain.dead_letters.repository import DeadLetterRepository
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import DeadLetters, subscriber
from shared.runtime.events import DeadLetter


@subscriber(DeadLetters())
async def record_dead_letter(event: DeadLetter, ctx: PlatformContext) -> None:
    """List an event that a subscriber could not handle."""
    envelope = event.envelope
    if not event.subscriber or not envelope.tenant_id:
        raise ValueError("a dead letter names its subscriber and its tenant")
    identifier = document_id(f"{event.subscriber}:{envelope.id}")
    tenant = f"tenants/{document_id(envelope.tenant_id)}"
    path = f"{tenant}/{DeadLetterRepository.path(identifier)}"
    delivery = await _data(ctx, f"{tenant}/deliveries/{identifier}")
    if delivery.get("state") == "done":
        return  # a late duplicate: it was handled after all
    failures = await _data(ctx, f"{tenant}/deliveryFailures/{identifier}")
    recorded = await ctx.documents.get(path)
    if recorded is not None and recorded.data["replayedAt"] is None:
        return
    letter = Letter(
        id=identifier,
        subscriber=event.subscriber,
        event=event.stored(),
        deliveries=failures.get("deliveries", 0),
        last_error=failures.get("lastError"),
        dead_lettered_at=ctx.now,
        expires_at=ctx.now + KEPT_FOR,
    )
    schema_version = DeadLetterRepository.schema_version
    data = {**letter.to_data(), "tenantId": envelope.tenant_id, "schemaVersion": schema_version}
    with suppress(WriteConflict):  # another delivery of the same letter recorded it just now
        await ctx.documents.commit([Update(path, data, recorded.version) if recorded else Create(path, data)])


async def _data(ctx: PlatformContext, path: str) -> Mapping[str, Any]:
    document = await ctx.documents.get(path)
    return document.data if document else {}
