"""How many calls a tenant has under way at a provider: runs take lanes, and wait for those of others, first come first.

A run, a search of a better prompt or a simulation takes its lanes at all of its providers at once or waits at all of
them, so that no two wait for each other.
"""

from collections.abc import Sequence

from shared.data.unit_of_work import UnitOfWork
from shared.domain.suite_runs.events import SuiteRunRequested
from shared.domain.suite_runs.limits import ProviderQueue
from shared.domain.suite_runs.model import SuiteRun
from shared.domain.suite_runs.optimisations import CardOptimisation
from shared.domain.suite_runs.repository import ProviderQueueRepository
from shared.domain.suite_runs.simulations import Simulation

LANES_OF_A_RUN = 8

InLanes = SuiteRun | CardOptimisation | Simulation
"""What takes lanes."""


async def take_lanes(work: UnitOfWork, run: InLanes, wanted: int) -> int:
    """Return how many lanes the run gets, 0 where it has to wait; who waited before goes first."""
    queues = await _queues(work, run.providers)
    first = all(queue.waiting[:1] in ((), (run.id,)) for queue in queues)
    free = min(queue.free for queue in queues) if first else 0
    lanes = min(free, wanted, LANES_OF_A_RUN)
    for queue in queues:
        await _keep(work, queue.given(run.id, lanes) if lanes else queue.joined(run.id))
    if lanes:
        _wake(work, queues, run.id)
    return lanes


async def give_back(work: UnitOfWork, run: InLanes) -> None:
    """Free a run's lanes, or its place in the queues, for those who wait."""
    queues = await _queues(work, run.providers)
    for queue in queues:
        await _keep(work, queue.without(run.id))
    _wake(work, queues, run.id)


async def _queues(work: UnitOfWork, providers: Sequence[str]) -> list[ProviderQueue]:
    found = await ProviderQueueRepository(work).get_many(providers)
    return [queue or ProviderQueue(id=id) for id, queue in zip(providers, found, strict=True)]


async def _keep(work: UnitOfWork, queue: ProviderQueue) -> None:
    await ProviderQueueRepository(work).put(queue)


def _wake(work: UnitOfWork, queues: Sequence[ProviderQueue], but: str) -> None:
    first = {next((id for id in queue.waiting if id != but), None) for queue in queues}
    for run_id in sorted(id for id in first if id):
        work.emit(SuiteRunRequested(run_id=run_id))
