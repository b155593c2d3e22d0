"""Changes of an attempt that several functions make: saved, shown to listeners and told of in one unit of work."""

from collections.abc import Sequence

from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.devices import Seat
from shared.domain.attempts.events import AttemptScored, AttemptSubmitted
from shared.domain.attempts.model import Attempt, AttemptResult, ClosedBy, QuestionResult
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository, AttemptStatusRepository
from shared.domain.integrity.events import IntegritySummaryDue


async def write_in(work: UnitOfWork, attempt: Attempt, seat: Seat | None) -> None:
    """Demand that an attempt can be written in a tab until the commit; the first tab that says who it is takes it.

    Raise FailedPrecondition when the attempt takes no answers, or is written elsewhere.
    """
    attempt.require_writable(at=work.now)
    attempt.seating.require(seat)
    if seat is not None and attempt.active_seat is None:
        await change(work, attempt.taken(seat, at=work.now))
    else:
        AttemptRepository(work).hold(attempt)


async def change(work: UnitOfWork, attempt: Attempt) -> Attempt:
    """Save the next state of an attempt, and show it to listeners."""
    AttemptRepository(work).save(attempt)
    await AttemptStatusRepository(work).show(attempt)
    return attempt


async def close(work: UnitOfWork, attempt: Attempt, by: ClosedBy) -> Attempt:
    """Close an open attempt, hand it to scoring, and have summed up what was recorded of it."""
    closed = await change(work, attempt.submitted(by, at=work.now))
    work.emit(AttemptSubmitted(attempt_id=closed.id))
    if closed.recording.anything:
        work.emit(IntegritySummaryDue(attempt_id=closed.id))
    return closed


async def record_result(work: UnitOfWork, attempt: Attempt, questions: Sequence[QuestionResult]) -> None:
    """Give a submitted attempt its result, once: a twin loses the create, runs again and finds it scored."""
    result = AttemptResult.of(attempt, questions, at=work.now)
    AttemptResultRepository(work).add(result)
    scored = await change(work, attempt.scored(result.points, at=work.now))
    work.emit(AttemptScored(attempt_id=scored.id))
