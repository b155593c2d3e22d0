"""The searches of a better prompt in the tenant, or for a card."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.suite_runs.optimisations import OptimisationStatus
from shared.domain.suite_runs.repository import OPTIMISATION_LIST, CardOptimisationRepository
from shared.domain.suite_runs.schemas import CardOptimisationView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListCardOptimisations(ListRequest):
    """For which card, in which status."""

    card_id: Identifier | None = None
    status: OptimisationStatus | None = None


@query("GET /v1/card-optimisations", permission=Permission.CARDS_READ, lists=OPTIMISATION_LIST)
async def list_card_optimisations(request: ListCardOptimisations, ctx: QueryContext) -> Page[CardOptimisationView]:
    """List searches, the latest first."""
    equals = {"cardId": request.card_id, "status": request.status}
    page = await CardOptimisationRepository(ctx.reads).page(OPTIMISATION_LIST, request.page(), equals)
    return page.with_items([CardOptimisationView.of(search) for search in page.items])
