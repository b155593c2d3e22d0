"""A granted break: the clock stands, and nothing can be written."""

from shared.auth.permissions import Permission
from shared.domain.attempts.accommodations import on_break
from shared.domain.attempts.repository import AttemptRepository, AttemptStatusRepository
from shared.domain.attempts.schemas import SittingView
from shared.domain.attempts.transitions import change
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request


class StartBreak(Request):
    """In which attempt."""

    attempt_id: Identifier


def _shown(request: StartBreak) -> list[str]:
    return [AttemptStatusRepository.path(request.attempt_id)]


@command(
    "POST /v1/attempts/{attemptId}/break/start",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_shown),
    limits=(ATTEMPT,),
    errors=(FailedPrecondition,),
    runtime=Runtime.ASSESSMENT,
)
async def start_break(request: StartBreak, ctx: CommandContext) -> SittingView:
    """Take a break; it ends by itself when its minutes are over."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    attempt = await change(ctx.work, on_break(attempt, at=ctx.now))
    return SittingView.of(attempt, now=ctx.now)
