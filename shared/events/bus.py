"""Publishing events, whatever carries them."""

from collections.abc import Sequence
from typing import Protocol

from shared.events.envelope import Envelope


class EventBus(Protocol):
    """Publish events at least once, each to the topic of its type: `adapters.pubsub`, `adapters.local_bus`."""

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        """Publish all; raise DependencyUnavailable when any could not be handed over (some may have been)."""
        ...

    async def close(self) -> None:
        """Release the connections."""
        ...
