"""What a candidate has declared, for themselves alone."""

from shared.auth.permissions import Permission
from shared.domain.analytics.model import Declared
from shared.domain.analytics.repository import DemographicsRepository
from shared.domain.attempts.repository import AttemptRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetDemographics(Request):
    """For which attempt."""

    attempt_id: Identifier


def _declared(request: GetDemographics) -> list[str]:
    return [DemographicsRepository.path(request.attempt_id)]


@query(
    "GET /v1/attempts/{attemptId}/demographics",
    permission=Permission.ATTEMPTS_FOLLOW_UP,
    loads=Loads(AttemptRepository, "attempt_id", beside=_declared, tagged=False),
)
async def get_demographics(request: GetDemographics, ctx: QueryContext) -> Declared:
    """Get what you have declared; all empty where you have declared nothing."""
    demographics = await DemographicsRepository(ctx.reads).find(request.attempt_id)
    return demographics.declared if demographics else Declared()
