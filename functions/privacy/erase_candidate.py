"""A candidate's name and address go at once; `erase_personal_data` follows them where they were copied to.

Answers and points stay, under a pseudonym: a rescoring must come to the same for everybody.
"""

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AccommodationRepository, AttemptRepository
from shared.domain.audit.erasures import KIND, Erasure, ErasureRepository
from shared.domain.audit.events import ErasureRequested
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class EraseCandidate(Request):
    """The candidate of which invitation."""

    invitation_id: Identifier


def _paths_beside(request: EraseCandidate) -> list[str]:
    return [each.path(request.invitation_id) for each in (AttemptRepository, AccommodationRepository)]


@command(
    "POST /v1/invitations/{invitationId}/erasure",
    permission=Permission.PRIVACY_MANAGE,
    idempotent=True,
    loads=Loads(InvitationRepository, "invitation_id", beside=_paths_beside),
    errors=(FailedPrecondition,),
    status=202,
)
async def erase_candidate(request: EraseCandidate, ctx: CommandContext) -> OperationView:
    """Erase a candidate's personal data."""
    invitations, attempts = InvitationRepository(ctx.work), AttemptRepository(ctx.work)
    erased = (await invitations.get(request.invitation_id)).erased()
    invitations.save(erased)
    attempt = await attempts.find(erased.id)
    if attempt is not None:
        attempts.save(attempt.pseudonymised(name=erased.candidate_name, email=erased.email))
    accommodations = AccommodationRepository(ctx.work)
    granted = await accommodations.find(erased.id)
    if granted is not None:
        accommodations.remove(granted)
    erasure_id = ctx.new_id()
    operation = begun(ctx.work, id=erasure_id, kind=KIND, subject_id=erased.id, created_by=ctx.author)
    ErasureRepository(ctx.work).add(
        Erasure(id=erasure_id, invitation_id=erased.id, created_by=ctx.author, created_at=ctx.now)
    )
    ctx.work.emit(ErasureRequested(erasure_id=erasure_id))
    ctx.work.about(erasureId=erasure_id)
    return OperationView.of(operation)
