"""A simulation ends with its operation: calls under way are counted, no more are made."""

from shared.domain.operations.events import OperationCancelled
from shared.domain.suite_runs.repository import SimulationRepository
from shared.domain.suite_runs.simulations import SIMULATION_KIND, SimulationStatus
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber
from shared.runtime.simulation_ends import end


@subscriber(OperationCancelled)
async def end_cancelled_simulation(event: OperationCancelled, ctx: SubscriberContext) -> None:
    """End a simulation that nobody wants any more."""
    if event.operation_kind != SIMULATION_KIND:
        return
    simulation = await SimulationRepository(ctx.work).find(event.subject_id)
    if simulation is not None and simulation.is_open:
        await end(ctx.work, simulation, SimulationStatus.CANCELLED)
