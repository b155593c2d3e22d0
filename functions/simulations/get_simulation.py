"""A simulation, with what it came to."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.suite_runs.repository import SimulationRepository
from shared.domain.suite_runs.schemas import SimulationView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetSimulation(Request):
    """Which simulation of which app."""

    app_id: Identifier
    simulation_id: Identifier


@query(
    "GET /v1/apps/{appId}/simulations/{simulationId}",
    permission=Permission.APP_CASES_READ,
    loads=Loads(SimulationRepository, "simulation_id", whole=(AppRepository, "app_id")),
)
async def get_simulation(request: GetSimulation, ctx: QueryContext) -> SimulationView:
    """Get a simulation of an app."""
    return SimulationView.of(await SimulationRepository(ctx.reads).get_of(request.app_id, request.simulation_id))
