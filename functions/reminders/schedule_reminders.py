"""Who is invited is reminded later; an invitation that is sent again is scheduled again, and reminded once."""

from shared.domain.invitations.events import CandidateInvited
from shared.domain.invitations.reminders import schedule
from shared.domain.invitations.repository import InvitationRepository, ReminderPlanRepository
from shared.domain.tenants.repository import TenantRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(CandidateInvited)
async def schedule_reminders(event: CandidateInvited, ctx: SubscriberContext) -> None:
    """Have a candidate reminded when the assessment's plan says."""
    invitation = await InvitationRepository(ctx.work).find(event.invitation_id)
    if invitation is None:
        return
    tenant_path = TenantRepository.path(ctx.work.tenant_id)
    await ctx.work.get_many([ReminderPlanRepository.path(invitation.assessment_id), tenant_path])
    plan = await ReminderPlanRepository(ctx.work).find(invitation.assessment_id)
    tenant = await TenantRepository(ctx.work).find(ctx.work.tenant_id)
    if plan is not None and tenant is not None:
        schedule(ctx.work, invitation, plan, zone=tenant.time_zone)
