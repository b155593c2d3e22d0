"""A candidate's name and address go at once; `forget_candidate` and `erase_personal_data` follow them elsewhere.

Answers and points stay, under a pseudonym: a rescoring must come to the same for everybody.
"""

from shared.auth.permissions import Permission
from shared.domain.audit.erasures import KIND, Erasure, request_erasure
from shared.domain.invitations.inviting import erase
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.engines.addresses import person_key
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class EraseCandidate(Request):
    """The candidate of which invitation."""

    invitation_id: Identifier


@command(
    "POST /v1/invitations/{invitationId}/erasure",
    permission=Permission.PRIVACY_MANAGE,
    idempotent=True,
    loads=Loads(InvitationRepository, "invitation_id"),
    errors=(FailedPrecondition,),
    status=202,
)
async def erase_candidate(request: EraseCandidate, ctx: CommandContext) -> OperationView:
    """Erase a candidate's personal data."""
    invitation = await InvitationRepository(ctx.work).get(request.invitation_id)
    await erase(ctx.work, invitation)
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=invitation.id, created_by=ctx.author)
    request_erasure(
        ctx.work,
        Erasure(
            id=operation.id,
            invitation_id=invitation.id,
            person=person_key(invitation.email),
            created_by=ctx.author,
            created_at=ctx.now,
        ),
    )
    return OperationView.of(operation)
