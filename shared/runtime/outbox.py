"""From the outbox to the bus."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from shared.data.platform_documents import PlatformDocuments
from shared.data.store import Document
from shared.events.envelope import Envelope
from shared.events.outbox import OutboxDocument, envelope_from
from shared.observability import logging
from shared.runtime.webhook_copies import webhook_copies

if TYPE_CHECKING:
    from shared.runtime.composition import Composition


async def publish_outbox_document(composition: "Composition", document: Document | OutboxDocument) -> None:
    """Publish the events of one outbox document, then delete it: twice at worst, never not at all."""
    await composition.bus.publish(await to_publish(composition, document.data))
    await PlatformDocuments(composition.store).delete([document.path])


async def to_publish(composition: "Composition", outbox: Mapping[str, Any]) -> list[Envelope]:
    """Return the events of one outbox document, with copies of those that the tenant's webhooks ask for."""
    envelopes = [envelope_from(stored) for stored in outbox["events"]]
    return [*envelopes, *await webhook_copies(composition, outbox, envelopes)]


async def publish_directly(composition: "Composition", outbox: Sequence[OutboxDocument]) -> None:
    """Publish what somebody waits for right after its commit; what fails here is left to the sweep."""
    for document in outbox:
        try:
            await publish_outbox_document(composition, document)
        except Exception as error:
            # The commit stands, so its caller must hear of success whatever happens here.
            logging.warning("direct publish failed; the sweep will publish it", path=document.path, reason=repr(error))
