"""A result that Greenhouse waits for is announced to it."""

from shared.domain.attempts.events import AttemptScored
from shared.domain.greenhouse.events import GreenhousePatchDue
from shared.domain.greenhouse.repository import InterviewRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(AttemptScored)
async def announce_greenhouse_result(event: AttemptScored, ctx: SubscriberContext) -> None:
    """Have Greenhouse told of a result, for each test that it sent."""
    for interview in await InterviewRepository(ctx.work).of_invitation(event.attempt_id):
        ctx.work.emit(GreenhousePatchDue(interview_id=interview.id, number=1))
