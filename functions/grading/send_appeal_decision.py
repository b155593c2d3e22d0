"""A candidate hears by mail how their appeal was decided, and why, with their link to the result."""

from shared.auth.links import link_token
from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.grading.appeals import AppealStatus
from shared.domain.grading.events import AppealDecided
from shared.domain.grading.mails import decision_mail
from shared.domain.grading.model import graded_id
from shared.domain.grading.repository import AppealRepository
from shared.domain.invitations.model import ERASED_EMAIL, LINK_KIND
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import TenantRepository
from shared.engines.mail_layout import message_id
from shared.ports.mail import Mail
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(AppealDecided, external=True)
async def send_appeal_decision(event: AppealDecided, ctx: ExternalContext) -> None:
    """Mail a candidate what became of their appeal."""

    async def written(work: UnitOfWork) -> Mail | None:
        attempts, appeals = AttemptRepository(work), AppealRepository(work)
        id = graded_id(event.attempt_id, event.question_id)
        await work.get_many([attempts.path(event.attempt_id), appeals.path(id)])
        attempt, appeal = await attempts.find(event.attempt_id), await appeals.find(id)
        tenant = await TenantRepository(work).find(work.tenant_id)
        if attempt is None or appeal is None or tenant is None or attempt.candidate_email == ERASED_EMAIL:
            return None
        if appeal.status is AppealStatus.OPEN:
            return None
        return decision_mail(
            appeal,
            name=attempt.candidate_name,
            to=attempt.candidate_email,
            assessment=attempt.title,
            url=f"{ctx.config.public_url}/take?token={link_token(LINK_KIND, work.tenant_id, attempt.invitation_id)}",
            style=mail_style(tenant),
            message_id=message_id("send_appeal_decision", ctx.event_id),
        )

    mail = await ctx.prepare(written)
    if mail is not None:
        await ctx.outside.mailer.send(mail)
