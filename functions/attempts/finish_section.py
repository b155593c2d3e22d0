"""A section that was finished takes no more answers; those saved before count."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.attempts.schemas import TimetableView
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request


class FinishSection(Request):
    """Which section of which attempt; sections count from 1."""

    attempt_id: Identifier
    section: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?$")]


@command(
    "POST /v1/attempts/{attemptId}/sections/{section}/finish",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id"),
    limits=(ATTEMPT,),
    errors=(FailedPrecondition, NotFound),
    runtime=Runtime.ASSESSMENT,
)
async def finish_section(request: FinishSection, ctx: CommandContext) -> TimetableView:
    """Finish a section of an attempt; one that has ended already stays as it is."""
    attempts = AttemptRepository(ctx.work)
    attempt = await attempts.get(request.attempt_id)
    attempt.require_open(at=ctx.now)
    sections = attempt.timetable.finished(int(request.section) - 1, at=ctx.now)
    if sections != attempt.sections:
        attempt = attempt.with_(sections=sections)
        attempts.save(attempt)
    return TimetableView.of(attempt, now=ctx.now)
