"""A candidate's name and address go at once, with what they said of themselves and of the assessment, and the files
written about them.

`erase_personal_data` follows the name where it was copied to.

Answers and points stay, under a pseudonym: a rescoring must come to the same for everybody.
"""

from shared.auth.permissions import Permission
from shared.domain.analytics.repository import AttemptFeedbackRepository, DemographicsRepository
from shared.domain.attempts.events import AttemptExportExpired
from shared.domain.attempts.exports import AttemptExportRepository
from shared.domain.attempts.repository import AccommodationRepository, AttemptRepository
from shared.domain.audit.erasures import KIND, Erasure, request_erasure
from shared.domain.greenhouse.repository import InterviewRepository
from shared.domain.invitations.inviting import forget
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
    repositories = (AttemptRepository, AccommodationRepository, AttemptFeedbackRepository, DemographicsRepository)
    return [repository.path(request.invitation_id) for repository in repositories]


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
    invitation = await invitations.get(request.invitation_id)
    erased = invitation.erased()
    await forget(ctx.work, invitation)
    invitations.save(erased)
    attempt = await attempts.find(erased.id)
    if attempt is not None:
        attempts.save(attempt.pseudonymised(name=erased.candidate_name, email=erased.email))
    accommodations = AccommodationRepository(ctx.work)
    declarations, feedback = DemographicsRepository(ctx.work), AttemptFeedbackRepository(ctx.work)
    if (granted := await accommodations.find(erased.id)) is not None:
        accommodations.remove(granted)
    if (declared := await declarations.find(erased.id)) is not None:
        declarations.remove(declared)
    if (said := await feedback.find(erased.id)) is not None:
        feedback.save(said.with_(text=""))
    for export in await AttemptExportRepository(ctx.work).about(erased.id):
        ctx.work.emit(AttemptExportExpired(export_id=export.id))
    interviews = InterviewRepository(ctx.work)
    for interview in await interviews.of_invitation(erased.id):
        interviews.remove(interview)
    erasure_id = ctx.new_id()
    operation = begun(ctx.work, id=erasure_id, kind=KIND, subject_id=erased.id, created_by=ctx.author)
    request_erasure(
        ctx.work, Erasure(id=erasure_id, invitation_id=erased.id, created_by=ctx.author, created_at=ctx.now)
    )
    return OperationView.of(operation)
