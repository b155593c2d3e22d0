"""A search of a better prompt, with what it came to."""

from shared.auth.permissions import Permission
from shared.domain.suite_runs.repository import CardOptimisationRepository
from shared.domain.suite_runs.schemas import CardOptimisationView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetCardOptimisation(Request):
    """Which search."""

    optimisation_id: Identifier


@query(
    "GET /v1/card-optimisations/{optimisationId}",
    permission=Permission.CARDS_READ,
    loads=Loads(CardOptimisationRepository, "optimisation_id"),
)
async def get_card_optimisation(request: GetCardOptimisation, ctx: QueryContext) -> CardOptimisationView:
    """Get a search of a better prompt."""
    return CardOptimisationView.of(await CardOptimisationRepository(ctx.reads).get(request.optimisation_id))
