"""From the outbox to the bus."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shared.data.platform_documents import PlatformDocuments
from shared.data.store import Document
from shared.events.bus import EventBus
from shared.events.outbox import OutboxDocument, envelope_from
from shared.observability import logging

if TYPE_CHECKING:
    from shared.runtime.composition import Composition


async def publish_outbox_document(bus: EventBus, documents: PlatformDocuments, document: Document) -> None:
    """Publish the events of one outbox document, then delete it: twice at worst, never not at all."""
    await bus.publish([envelope_from(stored) for stored in document.data["events"]])
    await documents.delete([document.path])


async def publish_directly(composition: "Composition", outbox: Sequence[OutboxDocument]) -> None:
    """Publish what somebody waits for right after its commit; what fails here is left to the sweep."""
    for document in outbox:
        try:
            await composition.bus.publish([envelope_from(stored) for stored in document.data["events"]])
            await PlatformDocuments(composition.store).delete([document.path])
        except Exception as error:
            # The commit stands, so its caller must hear of success whatever happens here.
            logging.warning("direct publish failed; the sweep will publish it", path=document.path, reason=repr(error))
