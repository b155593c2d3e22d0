"""An interviewer comes to write with a candidate, who is shown it; nobody watches unseen."""

from shared.auth.caller import Member
from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository, AttemptStatusRepository
from shared.domain.attempts.schemas import SittingView
from shared.domain.attempts.transitions import change
from shared.domain.tenants.repository import MemberRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class JoinAttempt(Request):
    """Which attempt."""

    attempt_id: Identifier


def _shown(request: JoinAttempt) -> list[str]:
    return [AttemptStatusRepository.path(request.attempt_id)]


@command(
    "POST /v1/attempts/{attemptId}/join",
    permission=Permission.ATTEMPTS_PAIR,
    loads=Loads(AttemptRepository, "attempt_id", beside=_shown),
    errors=(FailedPrecondition,),
    runtime=Runtime.ASSESSMENT,
)
async def join_attempt(request: JoinAttempt, ctx: CommandContext) -> SittingView:
    """Join a running attempt to write with the candidate; twice is as good as once."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    joined = attempt.joined(ctx.author, await _name(ctx), at=ctx.now)
    if joined is not attempt:
        await change(ctx.work, joined)
    return SittingView.of(joined, now=ctx.now)


async def _name(ctx: CommandContext) -> str:
    if not isinstance(ctx.caller, Member):
        return ctx.author
    member = await MemberRepository(ctx.work).find(ctx.caller.user_id)
    return member.display_name if member else ctx.author
