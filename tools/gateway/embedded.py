"""The embedded backend's events: an in-process bus and trigger, delivering to the same functions over the same ASGI."""

from shared.adapters.local_bus import LocalBus
from shared.adapters.memory import MemoryStore
from shared.config import config
from shared.data.store import Document
from shared.events.envelope import Envelope
from shared.runtime.composition import composition
from tools.gateway.functions import post
from tools.gateway.wiring import DEAD_LETTER_HANDLER, document_triggers, event_subscribers


def connect() -> None:
    """Give the composition a local bus, and the memory store its triggers."""

    async def deliver(subscriber: str, envelope: Envelope) -> bool:
        return await post(subscriber, envelope.attributes(), envelope.body()) < 300

    async def dead_letter(subscriber: str, envelope: Envelope) -> None:
        await post(DEAD_LETTER_HANDLER, envelope.attributes(), envelope.body(), f"subscriber={subscriber}")

    routes: dict[str, list[str]] = {}
    for name, event in event_subscribers():
        routes.setdefault(event.type, []).append(name)
    parts = composition()
    parts.__dict__["bus"] = LocalBus(routes, deliver, dead_letter, delay_scale=config().delay_scale)
    store = parts.bare_store
    if not isinstance(store, MemoryStore):
        raise TypeError("the embedded backend keeps its documents in memory")
    for name, pattern in document_triggers():

        async def created(document: Document, name: str = name) -> None:
            headers = {"ce-document": document.path, "ce-type": "google.cloud.firestore.document.v1.created"}
            await post(name, headers, b"")

        store.on_create(pattern, created)
