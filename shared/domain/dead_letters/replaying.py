"""How a dead letter goes out again, whoever asked for it."""

from shared.data.repository import document_id
from shared.data.unit_of_work import UnitOfWork
from shared.domain.dead_letters.model import DeadLetter
from shared.domain.dead_letters.repository import DeadLetterRepository
from shared.events.outbox import envelope_from


async def replay(work: UnitOfWork, id: str) -> DeadLetter:
    """Send a letter's event again under its own id, its failures counted afresh; raise FailedPrecondition if it was."""
    letters, counter = DeadLetterRepository(work), f"deliveryFailures/{document_id(id)}"
    _, failures = await work.get_many([letters.path(id), counter])
    letter = (await letters.get(id)).replayed(at=work.now)
    letters.save(letter)
    if failures is not None:
        work.update(counter, {**failures.data, "deliveries": 0})
    work.resend(envelope_from(letter.event))
    return letter
