"""Nobody gets more time by leaving an attempt open; nobody loses what an outage took."""

from shared.domain.attempts.events import AttemptDeadlineReached
from shared.domain.attempts.model import GRACE, Attempt, AttemptStatus, ClosedBy
from shared.domain.attempts.repository import AttemptRepository, AttemptStatusRepository, HeartbeatRepository
from shared.domain.attempts.time_credit import WATCH_EVERY, ServiceWatch, first_heartbeat, settled
from shared.domain.attempts.transitions import change, close
from shared.domain.invitations.repository import InvitationRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

MAX_WAITS = 10
"""How often closing waits for the service's watch to look again, should that be what is broken."""


@subscriber(AttemptDeadlineReached)
async def close_overdue_attempt(event: AttemptDeadlineReached, ctx: SubscriberContext) -> None:
    """Close an attempt that is still open when its time is over."""
    repositories = (AttemptRepository, AttemptStatusRepository, InvitationRepository, HeartbeatRepository)
    await ctx.work.get_many([repository.path(event.attempt_id) for repository in repositories])
    attempt, invitations = await AttemptRepository(ctx.work).find(event.attempt_id), InvitationRepository(ctx.work)
    if attempt is None or attempt.status is not AttemptStatus.OPEN:
        return
    if ctx.now < attempt.deadline + GRACE:
        ctx.work.emit(event.with_(waited=0), at=attempt.deadline + GRACE)
        return
    settled_attempt = await _after_outages(event, attempt, ctx)
    if settled_attempt is None:
        ctx.work.emit(event.with_(waited=event.waited + 1), at=ctx.now + WATCH_EVERY)
        return
    if settled_attempt.deadline > attempt.deadline and not settled_attempt.is_late(at=ctx.now):
        await change(ctx.work, settled_attempt)
        ctx.work.emit(event.with_(waited=0), at=settled_attempt.deadline + GRACE)
        return
    await close(ctx.work, settled_attempt, ClosedBy.DEADLINE)
    invitation = await invitations.find(attempt.invitation_id)
    if invitation is not None:
        invitations.save(invitation.ended(at=ctx.now))


async def _after_outages(event: AttemptDeadlineReached, attempt: Attempt, ctx: SubscriberContext) -> Attempt | None:
    """Return the attempt with what outages took from it; None while the watch may still find one."""
    beat = await HeartbeatRepository(ctx.work).find(attempt.id) or first_heartbeat(attempt)
    silences = beat.silences_until(ctx.now)
    if not silences:
        return attempt
    watch = await ServiceWatch.read(ctx.work)
    if watch is not None and watch.seen_at < attempt.deadline and event.waited < MAX_WAITS:
        return None
    return settled(attempt, silences, watch, at=ctx.now)[0]
