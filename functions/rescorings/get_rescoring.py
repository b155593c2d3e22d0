"""How far a rescoring is, and how many attempts it would change."""

import asyncio

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import RescoredAttemptRepository, RescoringRepository
from shared.domain.attempts.rescoring import RescoredState
from shared.domain.attempts.schemas import RescoringDetail
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetRescoring(Request):
    """Which rescoring."""

    rescoring_id: Identifier


@query(
    "GET /v1/rescorings/{rescoringId}",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(RescoringRepository, "rescoring_id", tagged=False),
)
async def get_rescoring(request: GetRescoring, ctx: QueryContext) -> RescoringDetail:
    """Get a rescoring with the number of attempts that wait, stay the same, change or have changed."""
    rescoring = await RescoringRepository(ctx.reads).get(request.rescoring_id)
    attempts = RescoredAttemptRepository(ctx.reads)
    numbers = await asyncio.gather(*(attempts.count(rescoring.id, state) for state in RescoredState))
    return RescoringDetail.of_counts(rescoring, dict(zip(RescoredState, numbers, strict=True)))
