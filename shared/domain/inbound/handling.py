"""What becomes of a message, each step with all that belongs into its commit."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json

from shared.data.unit_of_work import UnitOfWork
from shared.domain.inbound.events import InboundReceived, PaymentReported, UserReported
from shared.domain.inbound.model import KEPT_FOR, MAX_PEOPLE, InboundEvent, InboundStatus, record_id
from shared.domain.inbound.repository import InboundEventRepository
from shared.domain.inbound.schemas import InboundMessage
from shared.engines.addresses import people_named
from shared.errors import FailedPrecondition, InvalidInput
from shared.model import FrozenModel
from shared.observability import logging

KNOWN: Mapping[str, type[InboundReceived]] = {
    "payment.succeeded": PaymentReported,
    "user.created": UserReported,
}
"""What is said in Ella when a message of each type has come."""

M = TypeVar("M", bound=FrozenModel)


async def receive(work: UnitOfWork, source_id: str, message: InboundMessage, body: str) -> bool:
    """Store a message and have it handled; return whether it was here before.

    It raises InvalidInput where it names too many people.
    """
    events = InboundEventRepository(work)
    event_id = record_id(source_id, message.id)
    if await events.find(event_id) is not None:
        return True
    people = people_named(from_json(body))
    if len(people) > MAX_PEOPLE:
        raise InvalidInput(f"one message names at most {MAX_PEOPLE} e-mail addresses", code="too_many_addresses")
    known = KNOWN.get(message.type)
    if known is None:
        logging.warning("a message of an unknown type was stored", sourceId=source_id, eventType=message.type)
    events.add(
        InboundEvent(
            id=event_id,
            source_id=source_id,
            event_id=message.id,
            event_type=message.type,
            body=body,
            people=tuple(sorted(people)),
            status=InboundStatus.UNKNOWN if known is None else InboundStatus.RECEIVED,
            received_at=work.now,
            expires_at=work.now + KEPT_FOR,
        )
    )
    if known is not None:
        work.emit(known(record_id=event_id))
    return False


def replay(work: UnitOfWork, event: InboundEvent) -> InboundEvent:
    """Have a stored message handled again; raise FailedPrecondition while it is due, erased, or of an unknown type."""
    known = KNOWN.get(event.event_type)
    if known is None:
        raise FailedPrecondition("Ella knows no messages of this type", code="unknown_event_type")
    if event.is_erased:
        raise FailedPrecondition("what this message said was erased", code="inbound_event_erased")
    if event.is_due:
        raise FailedPrecondition("this message is still being handled", code="inbound_event_pending")
    replayed = event.replayed()
    InboundEventRepository(work).save(replayed)
    work.emit(known(record_id=event.id))
    return replayed


async def due(work: UnitOfWork, event: InboundReceived) -> InboundEvent | None:
    """Return the message that an event is about, None when it is gone or was handled."""
    stored = await InboundEventRepository(work).find(event.record_id)
    return stored if stored is not None and stored.is_due else None


def end(work: UnitOfWork, event: InboundEvent, problem: str | None = None) -> None:
    """Store what came of a message."""
    InboundEventRepository(work).save(event.ended(problem, at=work.now))


async def erase_naming(work: UnitOfWork, person: str, limit: int) -> int:
    """Erase what some messages said that name a person; return how many."""
    events = InboundEventRepository(work)
    found = await events.naming(person, limit)
    for event in found:
        events.save(event.erased(at=work.now))
    return len(found)


def data_of(event: InboundEvent, model: type[M]) -> M | None:
    """Return what a message says, None where its data are not what such a message has."""
    data: Any = from_json(event.body).get("data")
    try:
        return model.model_validate(data, by_alias=True, by_name=False)
    except ValidationError:
        return None
