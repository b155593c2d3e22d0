"""Changes of an attempt that several functions make: saved, shown to listeners and told of in one unit of work."""

from collections.abc import Sequence
from decimal import Decimal

from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.devices import Seat
from shared.domain.attempts.events import AttemptGraded, AttemptRescored, AttemptScored, AttemptSubmitted
from shared.domain.attempts.model import Attempt, ClosedBy
from shared.domain.attempts.repository import (
    AttemptRepository,
    AttemptResultRepository,
    AttemptStatusRepository,
    EarlierResultRepository,
)
from shared.domain.attempts.rescoring import EarlierResult, ReplacedBy
from shared.domain.attempts.results import AttemptResult, QuestionResult, ScoreSource
from shared.domain.collaboration.events import ClosedRoomsDue
from shared.domain.grading.events import GradersWanted
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
    """Close an open attempt, hand it to scoring, and have summed up what was recorded of it.

    What was written in pairs is saved before it is scored.
    """
    closed = await change(work, attempt.submitted(by, at=work.now))
    work.emit(ClosedRoomsDue(attempt_id=closed.id) if closed.pair_mode else AttemptSubmitted(attempt_id=closed.id))
    if closed.recording.anything:
        work.emit(IntegritySummaryDue(attempt_id=closed.id))
    return closed


async def record_result(work: UnitOfWork, attempt: Attempt, questions: Sequence[QuestionResult]) -> None:
    """Give a submitted attempt its result, once: a twin loses the create, runs again and finds it scored."""
    result = AttemptResult.of(attempt, questions, at=work.now)
    AttemptResultRepository(work).add(result)
    scored = await change(work, attempt.scored(result.points, at=work.now))
    work.emit(AttemptScored(attempt_id=scored.id))
    if result.needs_review and not scored.practice:
        work.emit(GradersWanted(attempt_id=scored.id, assessment_id=scored.assessment_id))


def give_points(
    work: UnitOfWork,
    attempt: Attempt,
    result: AttemptResult,
    question: QuestionResult,
    by: ReplacedBy,
    *,
    author: str | None = None,
    reason: str = "",
) -> AttemptResult:
    """Give one question of a scored attempt the points that people decided on; keep the result as it was before."""
    earlier = EarlierResult(
        id=f"{attempt.id}:{work.new_id()}",
        attempt_id=attempt.id,
        replaced_by=by,
        question_id=question.question_id,
        author=author,
        reason=reason,
        replaced_at=work.now,
        result=result,
    )
    EarlierResultRepository(work).add(earlier)
    given = result.rescored(question)
    AttemptResultRepository(work).save(given)
    AttemptRepository(work).save(attempt.with_(points=given.points))
    work.emit(AttemptRescored(attempt_id=attempt.id))
    if result.needs_review and not given.needs_review:
        work.emit(AttemptGraded(attempt_id=attempt.id))
    return given


async def record_grading(
    work: UnitOfWork, attempt_id: str, question_id: str, points: Decimal, *, author: str | None, reason: str
) -> None:
    """Give one question the points its graders came to; what somebody has overridden stays."""
    attempts, results = AttemptRepository(work), AttemptResultRepository(work)
    await work.get_many([attempts.path(attempt_id), results.path(attempt_id)])
    attempt, result = await attempts.get(attempt_id), await results.get(attempt_id)
    question = result.result_of(question_id)
    if question is not None and question.source is not ScoreSource.OVERRIDE:
        graded = question.given(points, ScoreSource.GRADING)
        give_points(work, attempt, result, graded, ReplacedBy.GRADING, author=author, reason=reason)
