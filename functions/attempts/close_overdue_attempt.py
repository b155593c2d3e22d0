"""Nobody gets more time by leaving an attempt open."""

from shared.domain.attempts.events import AttemptDeadlineReached
from shared.domain.attempts.model import GRACE, AttemptStatus, ClosedBy
from shared.domain.attempts.repository import AttemptRepository, AttemptStatusRepository
from shared.domain.attempts.transitions import close
from shared.domain.invitations.repository import InvitationRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(AttemptDeadlineReached)
async def close_overdue_attempt(event: AttemptDeadlineReached, ctx: SubscriberContext) -> None:
    """Close an attempt that is still open when its time is over."""
    attempts, invitations = AttemptRepository(ctx.work), InvitationRepository(ctx.work)
    paths = [repository.path(event.attempt_id) for repository in (attempts, AttemptStatusRepository, invitations)]
    await ctx.work.get_many(paths)
    attempt = await attempts.find(event.attempt_id)
    if attempt is None or attempt.status is not AttemptStatus.OPEN:
        return
    if ctx.now < attempt.deadline + GRACE:
        ctx.work.emit(event, at=attempt.deadline + GRACE)
        return
    await close(ctx.work, attempt, ClosedBy.DEADLINE)
    invitation = await invitations.find(attempt.invitation_id)
    if invitation is not None:
        invitations.save(invitation.ended())
