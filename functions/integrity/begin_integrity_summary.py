"""Whoever hands in is done with, so that what was recorded can be summed up."""

from shared.domain.attempts.events import AttemptSubmitted
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.integrity.events import IntegritySummaryDue
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(AttemptSubmitted)
async def begin_integrity_summary(event: AttemptSubmitted, ctx: SubscriberContext) -> None:
    """Have an attempt summed up of which something was recorded."""
    attempt = await AttemptRepository(ctx.work).find(event.attempt_id)
    if attempt is not None and attempt.recording.anything:
        ctx.work.emit(IntegritySummaryDue(attempt_id=attempt.id))
