"""The code follows from the challenge; where every place is taken, only whoever has one gets it."""

from shared.auth.links import mailed_code
from shared.data.unit_of_work import UnitOfWork
from shared.domain.invitations.events import PlaceRequested
from shared.domain.invitations.mails import place_code_mail
from shared.domain.invitations.public_links import CODE_KIND, PlaceRequest, PublicLink
from shared.domain.invitations.repository import CandidateRepository, PlaceRequestRepository, PublicLinkRepository
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import TenantRepository
from shared.engines.mail_layout import message_id
from shared.ports.mail import Mail
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(PlaceRequested, external=True)
async def send_place_code(event: PlaceRequested, ctx: ExternalContext) -> None:
    """Mail whoever asks for a place the code that confirms it."""

    async def written(work: UnitOfWork) -> Mail | None:
        asked = await PlaceRequestRepository(work).find(event.request_id)
        challenge = asked.challenge if asked else None
        if asked is None or challenge is None or challenge.id != event.challenge_id or ctx.now >= challenge.expires_at:
            return None
        link = await PublicLinkRepository(work).find(asked.public_link_id)
        tenant = await TenantRepository(work).find(work.tenant_id)
        if link is None or tenant is None or (link.is_full and not await _has_invitation(work, asked, link)):
            return None
        return place_code_mail(
            asked,
            link,
            code=mailed_code(CODE_KIND, work.tenant_id, challenge.id),
            style=mail_style(tenant),
            message_id=message_id("send_place_code", ctx.event_id),
        )

    mail = await ctx.prepare(written)
    if mail is not None:
        await ctx.outside.mailer.send(mail)


async def _has_invitation(work: UnitOfWork, asked: PlaceRequest, link: PublicLink) -> bool:
    candidate = await CandidateRepository(work).find(asked.person.id)
    return candidate is not None and link.assessment_id in candidate.invitations
