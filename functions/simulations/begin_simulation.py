"""A simulation takes its lanes as runs do, and waits in the same queues."""

from shared.domain.operations.transitions import started
from shared.domain.suite_runs.events import SuiteRunRequested
from shared.domain.suite_runs.queues import take_lanes
from shared.domain.suite_runs.repository import SimulationRepository
from shared.domain.suite_runs.simulations import SimulationStatus
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber
from shared.runtime.simulation_ends import open_conversation


@subscriber(SuiteRunRequested)
async def begin_simulation(event: SuiteRunRequested, ctx: SubscriberContext) -> None:
    """Begin as many conversations as there are lanes, or have the simulation wait for them."""
    simulations = SimulationRepository(ctx.work)
    simulation = await simulations.find(event.run_id)
    if simulation is None or simulation.status is not SimulationStatus.QUEUED:
        return
    lanes = await take_lanes(ctx.work, simulation, wanted=simulation.conversations)
    if not lanes:
        return
    simulations.save(simulation.begun(lanes))
    await started(ctx.work, simulation.id)
    for number in range(lanes):
        open_conversation(ctx.work, simulation.id, number)
