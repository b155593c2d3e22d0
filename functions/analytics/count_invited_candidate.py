"""Whoever is invited is counted in their assessment, until the invitation is cancelled."""

from shared.domain.analytics.counters import INVITED
from shared.domain.analytics.repository import ContributionRepository
from shared.domain.analytics.rollups import Part, count
from shared.domain.invitations.events import CandidateInvited
from shared.domain.invitations.model import InvitationStatus
from shared.domain.invitations.repository import InvitationRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(CandidateInvited)
async def count_invited_candidate(event: CandidateInvited, ctx: SubscriberContext) -> None:
    """Count an invitation."""
    invitations = InvitationRepository(ctx.work)
    await ctx.work.get_many([invitations.path(event.invitation_id), ContributionRepository.path(event.invitation_id)])
    invitation = await invitations.find(event.invitation_id)
    if invitation is not None and invitation.status is not InvitationStatus.CANCELLED:
        await count(ctx.work, invitation.id, invitation.assessment_id, Part.INVITATION, INVITED)
