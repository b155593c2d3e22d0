"""An invitation that ends at another time has its candidate reminded at other times."""

from shared.domain.invitations.events import InvitationExtended
from shared.domain.invitations.reminders import schedule
from shared.domain.invitations.repository import InvitationRepository, ReminderPlanRepository
from shared.domain.tenants.repository import TenantRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(InvitationExtended)
async def reschedule_reminders(event: InvitationExtended, ctx: SubscriberContext) -> None:
    """Have a candidate reminded before the new end."""
    invitation = await InvitationRepository(ctx.work).find(event.invitation_id)
    if invitation is None:
        return
    tenant_path = TenantRepository.path(ctx.work.tenant_id)
    await ctx.work.get_many([ReminderPlanRepository.path(invitation.assessment_id), tenant_path])
    plan = await ReminderPlanRepository(ctx.work).find(invitation.assessment_id)
    tenant = await TenantRepository(ctx.work).find(ctx.work.tenant_id)
    if plan is not None and tenant is not None:
        schedule(ctx.work, invitation, plan, zone=tenant.time_zone)
