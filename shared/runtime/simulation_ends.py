"""What follows from a step of a simulated conversation: the next step, the next conversation, or the end of all."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations.transitions import failed, progressed, succeeded
from shared.domain.suite_runs.asking import Asking, BudgetUsedUp
from shared.domain.suite_runs.events import SimulationStepDue, SimulationWatchDue
from shared.domain.suite_runs.model import WATCH_EVERY
from shared.domain.suite_runs.queues import give_back
from shared.domain.suite_runs.repository import SimulatedConversationRepository, SimulationRepository
from shared.domain.suite_runs.simulations import SimulatedConversation, Simulation, SimulationStatus
from shared.runtime.model_writing import tell_spent
from shared.runtime.suite_means import Purse


async def settle(work: UnitOfWork, purse: Purse | None, asking: Asking) -> None:
    """Put what a step's calls came to in the place of what was reserved for them."""
    if purse is not None:
        await purse.settle(work, asking.cost_nanos)


def open_conversation(work: UnitOfWork, simulation_id: str, number: int) -> None:
    """Have a conversation's first step made, and watched."""
    _next(work, simulation_id, number, 0)
    watched = SimulationWatchDue(simulation_id=simulation_id, number=number, step=0)
    work.emit(watched, at=work.now + WATCH_EVERY)


async def record(
    work: UnitOfWork, made: SimulatedConversation, asking: Asking, purse: Purse | None, *, unpaid: bool
) -> None:
    """Write a step and what follows from it, in one commit; a step that was made before is left as it is."""
    simulations, conversations = SimulationRepository(work), SimulatedConversationRepository(work)
    await work.get_many([simulations.path(made.simulation_id), conversations.path(made.id)])
    simulation, before = await simulations.get(made.simulation_id), await conversations.get(made.id)
    if before.step != made.step - 1:
        return
    await settle(work, purse, asking)
    spender, card_id = simulation.created_by, simulation.card_id
    await tell_spent(work, asking.spent, app_id=simulation.app_id, member=spender, outcome="simulated", card_id=card_id)
    paid = (before if unpaid else made).paid(asking)
    conversations.save(paid)
    if simulation.status is not SimulationStatus.RUNNING:
        simulations.save(await _summed(work, simulation, paid))
    elif unpaid:
        await end(work, simulation, SimulationStatus.STOPPED, changed=paid)
    elif paid.is_over:
        await after_conversation(work, simulation, paid)
    else:
        _next(work, simulation.id, paid.number, paid.step)


async def after_conversation(work: UnitOfWork, simulation: Simulation, over: SimulatedConversation) -> None:
    """Go on once a conversation is over: with the next one, or to the end."""
    done = simulation.with_(done=simulation.done + 1)
    if done.done == done.conversations:
        await end(work, done, SimulationStatus.COMPLETED, changed=over)
        return
    await progressed(work, done.id, done.done, done.conversations)
    if done.opened < done.conversations:
        open_conversation(work, done.id, done.opened)
        done = done.with_(opened=done.opened + 1)
    SimulationRepository(work).save(done)


async def end(
    work: UnitOfWork,
    simulation: Simulation,
    status: SimulationStatus,
    *,
    changed: SimulatedConversation | None = None,
) -> None:
    """End a simulation, add up what its conversations came to, and free its lanes.

    `changed` is a conversation that the same commit changes.
    """
    ended = (await _summed(work, simulation, changed)).ended(status, at=work.now)
    SimulationRepository(work).save(ended)
    await give_back(work, ended)
    if status is SimulationStatus.COMPLETED:
        await succeeded(work, ended.id, {"simulationId": ended.id, "passed": ended.passed, "failed": ended.failed})
    elif status is SimulationStatus.STOPPED:
        message = "the budget doesn't pay for the rest of the conversations; what was said is kept"
        await failed(work, ended.id, code=BudgetUsedUp.default_code, message=message, final=True)


async def _summed(work: UnitOfWork, simulation: Simulation, changed: SimulatedConversation | None) -> Simulation:
    stored = await SimulatedConversationRepository(work).of_simulation(simulation)
    # What a commit writes is not read back before it is done.
    return simulation.summed([changed if changed and changed.id == each.id else each for each in stored])


def _next(work: UnitOfWork, simulation_id: str, number: int, step: int) -> None:
    work.emit(SimulationStepDue(simulation_id=simulation_id, number=number, step=step, due_at=work.now))
