"""What is released late can still be seen, and contested: the candidate's link admits for as long after it."""

from shared.domain.attempts.events import ResultReleased
from shared.domain.invitations.repository import InvitationRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(ResultReleased)
async def keep_link_open(event: ResultReleased, ctx: SubscriberContext) -> None:
    """Let a candidate's link admit them for a while after their result was released."""
    invitations = InvitationRepository(ctx.work)
    invitation = await invitations.find(event.attempt_id)
    if invitation is not None:
        invitations.save(invitation.followed_up(at=ctx.now))
