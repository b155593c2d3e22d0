"""Some attempts at a time; what waits for a grader is left for a later release."""

from collections.abc import Sequence

from shared.data.pagination import PageRequest
from shared.domain.attempts.events import ReleasePageDue, ResultReleased, ResultsReleased
from shared.domain.attempts.model import Attempt, AttemptStatus
from shared.domain.attempts.repository import ATTEMPT_LIST, AttemptRepository, AttemptResultRepository
from shared.domain.attempts.rescoring import PAGE
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(ReleasePageDue)
async def release_results_page(event: ReleasePageDue, ctx: SubscriberContext) -> None:
    """Release some more results of an assessment."""
    attempts = AttemptRepository(ctx.work)
    found, cursor = await _attempts(ctx, event)
    waiting = [attempt for attempt in found if attempt.awaits_release]
    results = await AttemptResultRepository(ctx.work).get_many([attempt.id for attempt in waiting])
    count = event.count
    for attempt, result in zip(waiting, results, strict=True):
        if result is not None and not result.needs_review:
            attempts.save(attempt.released(at=ctx.now))
            ctx.work.emit(ResultReleased(attempt_id=attempt.id))
            count += 1
    if cursor is not None:
        ctx.work.emit(
            ReleasePageDue(assessment_id=event.assessment_id, released_by=event.released_by, cursor=cursor, count=count)
        )
    elif count:
        ctx.work.emit(ResultsReleased(assessment_id=event.assessment_id, released_by=event.released_by, count=count))


async def _attempts(ctx: SubscriberContext, event: ReleasePageDue) -> tuple[Sequence[Attempt], str | None]:
    """Return the next attempts that are scored, and where those behind them begin."""
    attempts = AttemptRepository(ctx.work)
    if event.attempt_ids:
        return [each for each in await attempts.get_many(event.attempt_ids) if each], None
    equals = {"assessmentId": event.assessment_id, "status": AttemptStatus.SCORED}
    page = await attempts.page(ATTEMPT_LIST, PageRequest(PAGE, event.cursor), equals)
    return page.items, page.next_cursor
