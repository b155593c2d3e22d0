"""Where runs and what came of them are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository, found
from shared.data.store import Filter, Operator, StoreQuery
from shared.domain.suite_runs.caching import KeptCompletion
from shared.domain.suite_runs.limits import ProviderQueue, SuiteBudget
from shared.domain.suite_runs.model import Baseline, Lane, SuiteResult, SuiteRun, lane_id
from shared.domain.suite_runs.optimisations import CardOptimisation, OptimisationTrial
from shared.domain.suite_runs.schedules import SuiteSchedule
from shared.domain.suite_runs.simulations import SimulatedConversation, Simulation

SUITE_RUN_LIST = QueryShape("suiteRuns", equals=("cardId", "caseSetId", "scheduleId", "status"))
OPTIMISATION_LIST = QueryShape("cardOptimisations", equals=("cardId", "status"))
SUITE_SCHEDULE_LIST = QueryShape("suiteSchedules", equals=("cardId", "caseSetId"))
DUE_SCHEDULES = QueryShape("suiteSchedules", sorts=(("dueAt",),), ranges=("dueAt",), group=True)
SIMULATION_LIST = QueryShape("simulations", equals=("appId", "cardId", "status"), required=("appId",))
SIMULATED_CONVERSATION_LIST = QueryShape(
    "simulatedConversations",
    equals=("simulationId", "outcome"),
    sorts=(("number",),),
    required=("simulationId",),
)
CASE_RESULT_LIST = QueryShape(
    "suiteResults", equals=("runId", "outcome", "repeat"), sorts=(("place",),), required=("runId",)
)


class SuiteRunRepository(Repository[SuiteRun]):
    """Runs."""

    collection: ClassVar[str] = "suiteRuns"
    noun: ClassVar[str] = "suite_run"
    model = SuiteRun


class LaneRepository(Repository[Lane]):
    """The lanes of runs, by `runId:number`."""

    collection: ClassVar[str] = "suiteLanes"
    noun: ClassVar[str] = "suite_lane"
    model = Lane

    async def of_run(self, run: SuiteRun) -> list[Lane]:
        """Return a run's lanes."""
        found = await self.get_many([lane_id(run.id, number) for number in range(run.lanes)])
        return [lane for lane in found if lane is not None]


class SuiteResultRepository(Repository[SuiteResult]):
    """Results, by `runId:caseKey:target:repeat`."""

    collection: ClassVar[str] = "suiteResults"
    noun: ClassVar[str] = "case_result"
    model = SuiteResult


class SuiteScheduleRepository(Repository[SuiteSchedule]):
    """When suites are run by themselves."""

    collection: ClassVar[str] = "suiteSchedules"
    noun: ClassVar[str] = "suite_schedule"
    model = SuiteSchedule

    async def count_of_card(self, card_id: str) -> int:
        """Return how many schedules a card has."""
        return await self._reads.count(StoreQuery(self.collection, (Filter("cardId", Operator.EQUAL, card_id),)))


class BaselineRepository(Repository[Baseline]):
    """Baselines, by card."""

    collection: ClassVar[str] = "suiteBaselines"
    noun: ClassVar[str] = "baseline"
    model = Baseline


class SuiteBudgetRepository(Repository[SuiteBudget]):
    """What runs may spend, by run."""

    collection: ClassVar[str] = "suiteBudgets"
    noun: ClassVar[str] = "suite_budget"
    model = SuiteBudget


class ProviderQueueRepository(Repository[ProviderQueue]):
    """The lanes at providers, by provider."""

    collection: ClassVar[str] = "providerQueues"
    noun: ClassVar[str] = "provider_queue"
    model = ProviderQueue


class KeptCompletionRepository(Repository[KeptCompletion]):
    """The cache, by content."""

    collection: ClassVar[str] = "keptCompletions"
    noun: ClassVar[str] = "kept_completion"
    model = KeptCompletion


class CardOptimisationRepository(Repository[CardOptimisation]):
    """Searches of a better prompt."""

    collection: ClassVar[str] = "cardOptimisations"
    noun: ClassVar[str] = "card_optimisation"
    model = CardOptimisation


class OptimisationTrialRepository(Repository[OptimisationTrial]):
    """Their trials, by `searchId:candidate:case`."""

    collection: ClassVar[str] = "optimisationTrials"
    noun: ClassVar[str] = "optimisation_trial"
    model = OptimisationTrial


class SimulationRepository(Repository[Simulation]):
    """Simulations of conversations."""

    collection: ClassVar[str] = "simulations"
    noun: ClassVar[str] = "simulation"
    model = Simulation

    async def get_of(self, app_id: str, id: str) -> Simulation:
        """Return a simulation of an app; raise NotFound for another's."""
        simulation = await self.find(id)
        return found(simulation if simulation and simulation.app_id == app_id else None, self.noun)


class SimulatedConversationRepository(Repository[SimulatedConversation]):
    """Their conversations, by `simulationId:number`."""

    collection: ClassVar[str] = "simulatedConversations"
    noun: ClassVar[str] = "simulated_conversation"
    model = SimulatedConversation

    async def of_simulation(self, simulation: Simulation) -> list[SimulatedConversation]:
        """Return a simulation's conversations."""
        conversations = await self.get_many(simulation.conversation_ids)
        return [each for each in conversations if each is not None]
