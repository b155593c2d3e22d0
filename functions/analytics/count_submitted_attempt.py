"""Whoever hands in, or runs out of time, is counted in their assessment."""

from shared.domain.analytics.counters import of_attempt
from shared.domain.analytics.repository import ContributionRepository
from shared.domain.analytics.rollups import Part, count
from shared.domain.attempts.events import AttemptSubmitted
from shared.domain.attempts.repository import AttemptRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(AttemptSubmitted)
async def count_submitted_attempt(event: AttemptSubmitted, ctx: SubscriberContext) -> None:
    """Count how an attempt ended, and how long it took."""
    attempts = AttemptRepository(ctx.work)
    await ctx.work.get_many([attempts.path(event.attempt_id), ContributionRepository.path(event.attempt_id)])
    attempt = await attempts.find(event.attempt_id)
    if attempt is not None:
        await count(ctx.work, attempt.id, attempt.assessment_id, Part.ATTEMPT, of_attempt(attempt))
