"""More minutes for an attempt while it runs; the candidate's clock follows by its listener."""

from typing import Annotated

from pydantic import Field, StringConstraints

from shared.auth.permissions import Permission
from shared.domain.attempts.accommodations import given_time
from shared.domain.attempts.repository import AttemptRepository, AttemptStatusRepository
from shared.domain.attempts.schemas import AttemptView
from shared.domain.attempts.timing import Extension
from shared.domain.attempts.transitions import change
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class ExtendAttempt(Request):
    """How many minutes more, and why."""

    attempt_id: Identifier
    minutes: Annotated[int, Field(ge=1, le=480)]
    reason: Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


def _shown(request: ExtendAttempt) -> list[str]:
    return [AttemptStatusRepository.path(request.attempt_id)]


@command(
    "POST /v1/attempts/{attemptId}/extend",
    permission=Permission.ATTEMPTS_ACCOMMODATE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_shown),
    idempotent=True,
    errors=(FailedPrecondition,),
    runtime=Runtime.ASSESSMENT,
)
async def extend_attempt(request: ExtendAttempt, ctx: CommandContext) -> AttemptView:
    """Give a running attempt more minutes."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    extension = Extension(minutes=request.minutes, reason=request.reason, given_by=ctx.author, given_at=ctx.now)
    return AttemptView.of(await change(ctx.work, given_time(attempt, extension)))
