"""Whoever declared something may take it back at any time."""

from shared.auth.permissions import Permission
from shared.domain.analytics.repository import DemographicsRepository
from shared.domain.attempts.repository import AttemptRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request


class DeleteDemographics(Request):
    """For which attempt."""

    attempt_id: Identifier


def _declared(request: DeleteDemographics) -> list[str]:
    return [DemographicsRepository.path(request.attempt_id)]


@command(
    "DELETE /v1/attempts/{attemptId}/demographics",
    permission=Permission.ATTEMPTS_FOLLOW_UP,
    loads=Loads(AttemptRepository, "attempt_id", beside=_declared, tagged=False),
    audited=False,
    limits=(ATTEMPT,),
    status=204,
)
async def delete_demographics(request: DeleteDemographics, ctx: CommandContext) -> None:
    """Delete what you have declared."""
    declarations = DemographicsRepository(ctx.work)
    declared = await declarations.find(request.attempt_id)
    if declared is not None:
        declarations.remove(declared)
