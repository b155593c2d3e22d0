"""What was said in a simulation."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.apps.repository import AppRepository
from shared.domain.suite_runs.repository import (
    SIMULATED_CONVERSATION_LIST,
    SimulatedConversationRepository,
    SimulationRepository,
)
from shared.domain.suite_runs.results import CaseOutcome
from shared.domain.suite_runs.schemas import SimulatedConversationView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListSimulatedConversations(ListRequest):
    """Of which simulation, and with which outcome."""

    app_id: Identifier
    simulation_id: Identifier
    outcome: CaseOutcome | None = None


@query(
    "GET /v1/apps/{appId}/simulations/{simulationId}/conversations",
    permission=Permission.APP_CASES_READ,
    loads=Loads(SimulationRepository, "simulation_id", whole=(AppRepository, "app_id"), tagged=False),
    lists=SIMULATED_CONVERSATION_LIST,
)
async def list_simulated_conversations(
    request: ListSimulatedConversations, ctx: QueryContext
) -> Page[SimulatedConversationView]:
    """List a simulation's conversations with all their turns, in the order that they begin."""
    simulation = await SimulationRepository(ctx.reads).get_of(request.app_id, request.simulation_id)
    equals = {"simulationId": simulation.id, "outcome": request.outcome}
    conversations = SimulatedConversationRepository(ctx.reads)
    page = await conversations.page(SIMULATED_CONVERSATION_LIST, request.page(), equals)
    return page.with_items([SimulatedConversationView.of(each) for each in page.items])
