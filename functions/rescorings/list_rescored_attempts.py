"""Who would change, from what to what."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.attempts.repository import RESCORED_LIST, RescoredAttemptRepository, RescoringRepository
from shared.domain.attempts.rescoring import RescoredState
from shared.domain.attempts.schemas import RescoredAttemptView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListRescoredAttempts(ListRequest):
    """Which attempts of which rescoring."""

    rescoring_id: Identifier
    state: RescoredState | None = None


@query(
    "GET /v1/rescorings/{rescoringId}/attempts",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(RescoringRepository, "rescoring_id", tagged=False),
    lists=RESCORED_LIST,
)
async def list_rescored_attempts(request: ListRescoredAttempts, ctx: QueryContext) -> Page[RescoredAttemptView]:
    """List the attempts of a rescoring with their points before and after."""
    rescoring = await RescoringRepository(ctx.reads).get(request.rescoring_id)
    equals = {"rescoringId": rescoring.id, "state": request.state}
    page = await RescoredAttemptRepository(ctx.reads).page(RESCORED_LIST, request.page(), equals)
    return page.with_items([RescoredAttemptView.of(attempt) for attempt in page.items])
