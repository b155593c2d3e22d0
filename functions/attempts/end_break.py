"""Back from a break before its time: the clock goes on, and the deadline is as if the break had been shorter."""

from shared.auth.permissions import Permission
from shared.domain.attempts.accommodations import back_from_break
from shared.domain.attempts.events import AttemptDeadlineReached
from shared.domain.attempts.model import GRACE
from shared.domain.attempts.repository import AttemptRepository, AttemptStatusRepository
from shared.domain.attempts.schemas import SittingView
from shared.domain.attempts.transitions import change
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request


class EndBreak(Request):
    """In which attempt."""

    attempt_id: Identifier


def _shown(request: EndBreak) -> list[str]:
    return [AttemptStatusRepository.path(request.attempt_id)]


@command(
    "POST /v1/attempts/{attemptId}/break/end",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_shown),
    limits=(ATTEMPT,),
    errors=(FailedPrecondition,),
    runtime=Runtime.ASSESSMENT,
)
async def end_break(request: EndBreak, ctx: CommandContext) -> SittingView:
    """Go on before the break is over; the deadline moves back by what is left of it."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    attempt = await change(ctx.work, back_from_break(attempt, at=ctx.now))
    # The alarm may have been set anew for the break's whole length by now.
    ctx.work.emit(AttemptDeadlineReached(attempt_id=attempt.id), at=attempt.deadline + GRACE)
    return SittingView.of(attempt, now=ctx.now)
