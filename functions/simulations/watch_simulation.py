"""A step that became a dead letter would hold its lane, and all that wait for it: it makes an error instead."""

from shared.domain.suite_runs.events import SimulationWatchDue
from shared.domain.suite_runs.model import WATCH_EVERY
from shared.domain.suite_runs.repository import SimulatedConversationRepository, SimulationRepository
from shared.domain.suite_runs.results import CaseError
from shared.domain.suite_runs.simulations import SimulationStatus, conversation_id
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber
from shared.runtime.simulation_ends import after_conversation


@subscriber(SimulationWatchDue)
async def watch_simulation(event: SimulationWatchDue, ctx: SubscriberContext) -> None:
    """Give up a conversation that has stood still since the last look."""
    simulations, conversations = SimulationRepository(ctx.work), SimulatedConversationRepository(ctx.work)
    simulation = await simulations.find(event.simulation_id)
    conversation = await conversations.find(conversation_id(event.simulation_id, event.number))
    if simulation is None or conversation is None or simulation.status is not SimulationStatus.RUNNING:
        return
    if conversation.is_over:
        return
    if conversation.step != event.step:
        ctx.work.emit(event.with_(step=conversation.step), at=ctx.now + WATCH_EVERY)
        return
    message = "a step could not be made, for a reason of ours and not of the conversation; the dead letters say more"
    stuck = conversation.broken(CaseError(code="conversation_stuck", message=message), at=ctx.now)
    stuck = stuck.with_(step=conversation.step + 1)
    conversations.save(stuck)
    await after_conversation(ctx.work, simulation, stuck)
