"""A candidate goes on in another tab or on another device; the one before is told by its listener, or by a refusal."""

from shared.auth.permissions import Permission
from shared.domain.attempts.devices import Seat
from shared.domain.attempts.repository import AttemptRepository, AttemptStatusRepository
from shared.domain.attempts.schemas import SittingView
from shared.domain.attempts.transitions import change
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request


class TakeOverAttempt(Request):
    """Where the candidate writes from now on."""

    attempt_id: Identifier
    seat: Seat


def _shown(request: TakeOverAttempt) -> list[str]:
    return [AttemptStatusRepository.path(request.attempt_id)]


@command(
    "POST /v1/attempts/{attemptId}/take-over",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_shown),
    limits=(ATTEMPT,),
    errors=(FailedPrecondition,),
    runtime=Runtime.ASSESSMENT,
)
async def take_over_attempt(request: TakeOverAttempt, ctx: CommandContext) -> SittingView:
    """Go on with an attempt in this tab; any other one can't save any more."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    attempt.require_open(at=ctx.now)
    if attempt.active_seat != request.seat:
        attempt = await change(ctx.work, attempt.taken(request.seat, at=ctx.now))
    return SittingView.of(attempt, now=ctx.now)
