"""How personas got on with an app so far."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.apps.repository import AppRepository
from shared.domain.suite_runs.repository import SIMULATION_LIST, SimulationRepository
from shared.domain.suite_runs.schemas import SimulationView
from shared.domain.suite_runs.simulations import SimulationStatus
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListSimulations(ListRequest):
    """Of which app, of which card, in which status."""

    app_id: Identifier
    card_id: Identifier | None = None
    status: SimulationStatus | None = None


@query(
    "GET /v1/apps/{appId}/simulations",
    permission=Permission.APP_CASES_READ,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=SIMULATION_LIST,
)
async def list_simulations(request: ListSimulations, ctx: QueryContext) -> Page[SimulationView]:
    """List an app's simulations, the latest first."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    equals = {"appId": app.id, "cardId": request.card_id, "status": request.status}
    page = await SimulationRepository(ctx.reads).page(SIMULATION_LIST, request.page(), equals)
    return page.with_items([SimulationView.of(simulation) for simulation in page.items])
