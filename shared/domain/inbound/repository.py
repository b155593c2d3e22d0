"""Where inbound sources and what they sent are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import Filter, Operator, StoreQuery
from shared.domain.inbound.model import InboundEvent, InboundSource

INBOUND_SOURCE_LIST = QueryShape("inboundSources", sorts=(("-createdAt",),))
INBOUND_EVENT_LIST = QueryShape("inboundEvents", equals=("sourceId", "status", "eventType"), sorts=(("-receivedAt",),))


class InboundSourceRepository(Repository[InboundSource]):
    """Sources."""

    collection: ClassVar[str] = "inboundSources"
    noun: ClassVar[str] = "inbound_source"
    model = InboundSource


class InboundEventRepository(Repository[InboundEvent]):
    """Messages, by source and the sender's id."""

    collection: ClassVar[str] = "inboundEvents"
    noun: ClassVar[str] = "inbound_event"
    model = InboundEvent

    async def naming(self, person: str, limit: int) -> list[InboundEvent]:
        """Return some of the messages that name a person, by their key."""
        theirs = Filter("people", Operator.CONTAINS, person)
        found = await self._reads.query(StoreQuery(self.collection, (theirs,), limit=limit))
        return [self._entity(document) for document in found]
