"""A score that is replaced leaves its place in the counters for the new one's."""

from shared.domain.analytics.counters import of_attempt
from shared.domain.analytics.repository import ContributionRepository
from shared.domain.analytics.rollups import Part, count
from shared.domain.attempts.events import AttemptRescored
from shared.domain.attempts.repository import AttemptRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(AttemptRescored)
async def count_rescored_attempt(event: AttemptRescored, ctx: SubscriberContext) -> None:
    """Count an attempt's new score instead of the old one."""
    attempts = AttemptRepository(ctx.work)
    await ctx.work.get_many([attempts.path(event.attempt_id), ContributionRepository.path(event.attempt_id)])
    attempt = await attempts.find(event.attempt_id)
    if attempt is not None:
        await count(ctx.work, attempt.id, attempt.assessment_id, Part.ATTEMPT, of_attempt(attempt))
