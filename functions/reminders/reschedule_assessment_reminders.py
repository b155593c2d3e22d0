"""A changed plan holds for those who were invited before, page by page; one that changed again is left to the newer."""

from shared.data.pagination import PageRequest
from shared.domain.invitations.events import RemindersChanged
from shared.domain.invitations.reminders import schedule
from shared.domain.invitations.repository import INVITATION_LIST, InvitationRepository, ReminderPlanRepository
from shared.domain.tenants.repository import TenantRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

PAGE = 30
"""Invitations in one commit: each may have six reminders, and a commit takes 200 events."""


@subscriber(RemindersChanged)
async def reschedule_assessment_reminders(event: RemindersChanged, ctx: SubscriberContext) -> None:
    """Have more of an assessment's candidates reminded by its new plan."""
    tenant_path = TenantRepository.path(ctx.work.tenant_id)
    await ctx.work.get_many([ReminderPlanRepository.path(event.assessment_id), tenant_path])
    plan = await ReminderPlanRepository(ctx.work).find(event.assessment_id)
    tenant = await TenantRepository(ctx.work).find(ctx.work.tenant_id)
    if plan is None or tenant is None or plan.revision != event.revision:
        return
    equals = {"assessmentId": event.assessment_id, "status": event.status}
    asked = PageRequest(PAGE, event.cursor, ("createdAt",))
    page = await InvitationRepository(ctx.work).page(INVITATION_LIST, asked, equals)
    for invitation in page.items:
        schedule(ctx.work, invitation, plan, zone=tenant.time_zone)
    if page.next_cursor is not None:
        ctx.work.emit(event.with_(cursor=page.next_cursor))
