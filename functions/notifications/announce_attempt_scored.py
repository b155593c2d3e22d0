"""The application and the digest tell what the mail tells as well; neither waits for the other."""

from shared.domain.attempts.events import AttemptScored
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(AttemptScored)
async def announce_attempt_scored(event: AttemptScored, ctx: SubscriberContext) -> None:
    """Notify the member who invited a candidate of their points."""
    repositories = AttemptRepository(ctx.work), AttemptResultRepository(ctx.work), InvitationRepository(ctx.work)
    await ctx.work.get_many([repository.path(event.attempt_id) for repository in repositories])
    attempts, results, invitations = repositories
    attempt, result = await attempts.find(event.attempt_id), await results.find(event.attempt_id)
    invitation = await invitations.find(event.attempt_id)
    if attempt is None or result is None or invitation is None:
        return
    member = await MemberRepository(ctx.work).find(invitation.invited_by)
    if member is None or not member.is_active:
        return
    await tell(
        ctx.work,
        [member.id],
        NotificationKind.ATTEMPT_SCORED,
        link=f"/attempts/{attempt.id}",
        candidate=attempt.candidate_name,
        assessment=attempt.title,
        points=str(result.points),
        max_points=str(result.max_points),
    )
