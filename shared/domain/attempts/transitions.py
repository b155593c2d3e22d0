"""Changes of an attempt that several functions make: saved, shown to listeners and told of in one unit of work."""

from collections.abc import Sequence

from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.events import AttemptScored, AttemptSubmitted
from shared.domain.attempts.model import Attempt, AttemptResult, ClosedBy, QuestionResult
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository, AttemptStatusRepository


async def close(work: UnitOfWork, attempt: Attempt, by: ClosedBy) -> Attempt:
    """Close an open attempt and hand it to scoring."""
    closed = attempt.submitted(by, at=work.now)
    AttemptRepository(work).save(closed)
    await AttemptStatusRepository(work).show(closed)
    work.emit(AttemptSubmitted(attempt_id=closed.id))
    return closed


async def record_result(work: UnitOfWork, attempt: Attempt, questions: Sequence[QuestionResult]) -> None:
    """Give a submitted attempt its result, once: a twin loses the create, runs again and finds it scored."""
    result = AttemptResult.of(attempt, questions, at=work.now)
    AttemptResultRepository(work).add(result)
    scored = attempt.scored(result.points, at=work.now)
    AttemptRepository(work).save(scored)
    await AttemptStatusRepository(work).show(scored)
    work.emit(AttemptScored(attempt_id=scored.id))
