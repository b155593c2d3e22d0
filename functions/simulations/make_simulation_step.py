"""A simulated conversation goes on one message after the other: whichever is delivered again finds its step made."""

from shared.domain.suite_runs.events import SimulationStepDue
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.simulating import make_conversation_step


@subscriber(SimulationStepDue, external=True)
async def make_simulation_step(event: SimulationStepDue, ctx: ExternalContext) -> None:
    """Make one step of a simulated conversation."""
    await make_conversation_step(event, ctx)
