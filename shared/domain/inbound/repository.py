"""Where inbound sources and what they sent are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
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
