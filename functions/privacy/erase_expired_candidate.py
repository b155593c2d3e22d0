"""What a tenant keeps no longer is erased as if somebody had asked for it, with a place in the log and a receipt."""

from shared.domain.audit.erasures import KIND, Erasure, request_erasure
from shared.domain.invitations.inviting import erase
from shared.domain.invitations.model import ERASED_EMAIL, InvitationStatus
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.operations.transitions import begun
from shared.domain.privacy.events import CandidateExpired
from shared.engines.addresses import person_key
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

AUTHOR = "retention"


@subscriber(CandidateExpired, audited=True)
async def erase_expired_candidate(event: CandidateExpired, ctx: SubscriberContext) -> None:
    """Erase a candidate whose data was kept long enough."""
    invitation = await InvitationRepository(ctx.work).find(event.invitation_id)
    if invitation is None or invitation.email == ERASED_EMAIL or invitation.status is InvitationStatus.STARTED:
        return
    await erase(ctx.work, invitation)
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=invitation.id, created_by=AUTHOR)
    request_erasure(
        ctx.work,
        Erasure(
            id=operation.id,
            invitation_id=invitation.id,
            person=person_key(invitation.email),
            created_by=AUTHOR,
            created_at=ctx.now,
        ),
    )
