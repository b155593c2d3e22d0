"""A candidate hands in. Twice is as good as once."""

from shared.auth.permissions import Permission
from shared.domain.attempts.model import AttemptStatus, ClosedBy
from shared.domain.attempts.repository import AttemptRepository, AttemptStatusRepository
from shared.domain.attempts.schemas import SittingView
from shared.domain.attempts.transitions import close
from shared.domain.invitations.repository import InvitationRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request


class FinishAttempt(Request):
    """Which attempt."""

    attempt_id: Identifier


def _shown_and_invitation(request: FinishAttempt) -> list[str]:
    return [AttemptStatusRepository.path(request.attempt_id), InvitationRepository.path(request.attempt_id)]


@command(
    "POST /v1/attempts/{attemptId}/finish",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_shown_and_invitation),
    limits=(ATTEMPT,),
    runtime=Runtime.ASSESSMENT,
)
async def finish_attempt(request: FinishAttempt, ctx: CommandContext) -> SittingView:
    """Close an attempt: it takes no more answers and is scored."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    if attempt.status is AttemptStatus.OPEN:
        by = ClosedBy.DEADLINE if attempt.is_late(at=ctx.now) else ClosedBy.CANDIDATE
        attempt = await close(ctx.work, attempt, by)
        invitations = InvitationRepository(ctx.work)
        invitations.save((await invitations.get(attempt.invitation_id)).ended(at=ctx.now))
    return SittingView.of(attempt, now=ctx.now)
