"""A candidate hears of their result by mail, where the assessment shows it at all."""

from shared.auth.links import link_token
from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.events import ResultReleased
from shared.domain.attempts.mails import released_mail
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.domain.invitations.model import ERASED_EMAIL, LINK_KIND
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import TenantRepository
from shared.engines.mail_layout import message_id
from shared.ports.mail import Mail
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(ResultReleased, external=True)
async def send_released_result(event: ResultReleased, ctx: ExternalContext) -> None:
    """Mail a candidate the result that was released."""

    async def written(work: UnitOfWork) -> Mail | None:
        attempts, results = AttemptRepository(work), AttemptResultRepository(work)
        await work.get_many([attempts.path(event.attempt_id), results.path(event.attempt_id)])
        attempt, result = await attempts.find(event.attempt_id), await results.find(event.attempt_id)
        tenant = await TenantRepository(work).find(work.tenant_id)
        if attempt is None or result is None or tenant is None or attempt.candidate_email == ERASED_EMAIL:
            return None
        if not attempt.results.shows(released=attempt.released_at is not None):
            return None
        id = message_id("send_released_result", ctx.event_id)
        url = f"{ctx.config.public_url}/take?token={link_token(LINK_KIND, work.tenant_id, attempt.invitation_id)}"
        return released_mail(attempt, result, url=url, style=mail_style(tenant), message_id=id)

    mail = await ctx.prepare(written)
    if mail is not None:
        await ctx.outside.mailer.send(mail)
