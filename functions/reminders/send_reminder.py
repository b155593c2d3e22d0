"""Whether a reminder still makes sense shows when it is due; it is claimed before it goes, so that none goes twice."""

from datetime import datetime, timedelta

from shared.auth.links import link_token
from shared.auth.tenant_states import TenantState
from shared.data.unit_of_work import UnitOfWork
from shared.domain.assessments.model import AssessmentStatus
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.invitations.events import ReminderDue
from shared.domain.invitations.mails import LinkMail
from shared.domain.invitations.model import LINK_KIND, Invitation
from shared.domain.invitations.reminders import Reminder, awaits_reminder, reminder_id
from shared.domain.invitations.repository import (
    CandidateMailRepository,
    InvitationRepository,
    ReminderPlanRepository,
    ReminderRepository,
)
from shared.domain.invitations.wordings import MailKind
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import TenantRepository
from shared.engines.mail_layout import message_id
from shared.ports.mail import Mail
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(ReminderDue, external=True, give_up_after=timedelta(days=2))
async def send_reminder(event: ReminderDue, ctx: ExternalContext) -> None:
    """Remind a candidate who has not begun."""
    id = reminder_id(event.invitation_id, event.name)

    async def written(work: UnitOfWork) -> Mail | datetime | None:
        invitation = await _to_remind(work, event)
        tenant = await TenantRepository(work).find(work.tenant_id)
        plan = await ReminderPlanRepository(work).find(invitation.assessment_id) if invitation else None
        reminders = ReminderRepository(work)
        reminder = await reminders.find(id)
        if invitation is None or plan is None or plan.revision != event.revision:
            return None
        if tenant is None or tenant.state is not TenantState.ACTIVE:
            return None
        if reminder is not None and (reminder.sent_at or reminder.schedule_id != event.schedule_id):
            return None
        due = plan.after_quiet_hours(ctx.now, zone=tenant.time_zone)
        if due > ctx.now:
            return due
        if reminder is None:
            reminders.add(Reminder(id=id, invitation_id=invitation.id, schedule_id=event.schedule_id))
        token = link_token(LINK_KIND, work.tenant_id, invitation.id)
        link_mail = LinkMail(
            kind=MailKind.REMINDER,
            url=f"{ctx.config.public_url}/take?token={token}",
            style=mail_style(tenant),
            wording=await CandidateMailRepository(work).wording(MailKind.REMINDER),
            zone=tenant.time_zone,
        )
        return link_mail.to(invitation, message_id=message_id("send_reminder", id), at=ctx.now)

    mail = await ctx.prepare(written)
    if mail is None:
        return
    if isinstance(mail, datetime):
        await ctx.finish(lambda work: _postponed(work, event, mail))
        return
    await ctx.outside.mailer.send(mail)

    async def note(work: UnitOfWork) -> None:
        reminders = ReminderRepository(work)
        reminders.save((await reminders.get(id)).with_(sent_at=ctx.now))

    await ctx.finish(note)


async def _to_remind(work: UnitOfWork, event: ReminderDue) -> Invitation | None:
    invitation = await InvitationRepository(work).find(event.invitation_id)
    if invitation is None or not awaits_reminder(invitation, at=work.now) or invitation.expires_at != event.expires_at:
        return None
    assessment = await AssessmentRepository(work).find(invitation.assessment_id)
    return invitation if assessment and assessment.status is AssessmentStatus.ACTIVE else None


async def _postponed(work: UnitOfWork, event: ReminderDue, until: datetime) -> None:
    work.emit(event, at=until)
