"""What happens to runs of suites."""

from datetime import datetime
from typing import ClassVar

from shared.engines.model_calls.spending import ModelSpend
from shared.events.event import Event


class SuiteRunRequested(Event):
    """A run, or a search or simulation by its id, is to begin: it was asked for, or lanes may be free."""

    type: ClassVar[str] = "suites.run.requested.v1"
    publish_directly: ClassVar[bool] = True
    run_id: str


class SuiteScheduleDue(Event):
    """A scheduled run is to begin: the one of `due_at`, told once."""

    type: ClassVar[str] = "suites.schedule.due.v1"
    schedule_id: str
    due_at: datetime


class SuiteCaseDue(Event):
    """The next try of a lane is to be made, without a sandbox."""

    type: ClassVar[str] = "suites.case.due.v1"
    publish_directly: ClassVar[bool] = True
    run_id: str
    lane: int
    place: int
    due_at: datetime


class SandboxedCaseDue(Event):
    """The next try of a lane is to be made where programs can be run."""

    type: ClassVar[str] = "suites.sandboxed_case.due.v1"
    publish_directly: ClassVar[bool] = True
    run_id: str
    lane: int
    place: int
    due_at: datetime


class SuiteRunWatchDue(Event):
    """Time to see whether every lane of a run has moved on; `places` are where they were, by lane."""

    type: ClassVar[str] = "suites.run.watch_due.v1"
    run_id: str
    places: tuple[int, ...]


class SuiteCaseCompleted(Event):
    """A try has its result, told once: what it used, of which card and model, on whose behalf.

    Trials of a search of a better prompt are told as well, with the search as `run_id` and the candidate as `lane`;
    what the search has a model rewrite is of lane -1.

    `cost_nanos` is in billionths of a US dollar, None where nobody knows the price; `estimated` where the tokens are.
    `spent` tells the same by model, the judges' among them. A try of outcome `unfinished` has no result: it was paid
    for in part when its run's budget refused the rest, or when it has to be made again.
    """

    type: ClassVar[str] = "suites.case.completed.v1"
    run_id: str
    lane: int
    place: int
    card_id: str
    card_version: int
    provider: str
    model: str
    member: str
    at: datetime
    outcome: str
    cached: bool
    prompt_tokens: int
    completion_tokens: int
    estimated: bool
    cost_nanos: int | None
    spent: tuple[ModelSpend, ...] = ()


class SuiteLaneEnded(Event):
    """A lane of a run has nothing more to do, or the run was ended: see whether it is over."""

    type: ClassVar[str] = "suites.lane.ended.v1"
    publish_directly: ClassVar[bool] = True
    run_id: str


class SuiteRunCompleted(Event):
    """A run is over, however it ended; `gate_passed` is None for one without a gate."""

    type: ClassVar[str] = "suites.run.completed.v1"
    run_id: str
    card_id: str
    status: str
    gate_passed: bool | None


class CaseResultExportRequested(Event):
    """Somebody wants a run's results as a file."""

    type: ClassVar[str] = "suites.result_export.requested.v1"
    export_id: str


class CaseResultExportExpired(Event):
    """An export's time is over; emitted for that moment when it is asked for."""

    type: ClassVar[str] = "suites.result_export.expired.v1"
    export_id: str


class VersionComparisonRequested(Event):
    """Two runs are to be compared: the second, `run_id`, with the one before."""

    type: ClassVar[str] = "suites.version_comparison.requested.v1"
    operation_id: str
    run_id: str
    before: str


class CardSearchStepDue(Event):
    """The next step of a search of a better prompt is to be made, without a sandbox."""

    type: ClassVar[str] = "suites.search_step.due.v1"
    publish_directly: ClassVar[bool] = True
    optimisation_id: str
    step: int
    due_at: datetime


class SandboxedCardSearchStepDue(Event):
    """The next step of a search of a better prompt is to be made where programs can be run."""

    type: ClassVar[str] = "suites.sandboxed_search_step.due.v1"
    publish_directly: ClassVar[bool] = True
    optimisation_id: str
    step: int
    due_at: datetime


class CardSearchWatchDue(Event):
    """Time to see whether a search has moved on from the step that it was at."""

    type: ClassVar[str] = "suites.search.watch_due.v1"
    optimisation_id: str
    step: int


class CardOptimised(Event):
    """A search of a better prompt came to its end, however that was; `better` where the held-out cases show it."""

    type: ClassVar[str] = "suites.search.completed.v1"
    optimisation_id: str
    card_id: str
    status: str
    better: bool


class SimulationStepDue(Event):
    """The next step of a simulated conversation is to be made."""

    type: ClassVar[str] = "suites.simulation_step.due.v1"
    publish_directly: ClassVar[bool] = True
    simulation_id: str
    number: int
    step: int
    due_at: datetime


class SimulationWatchDue(Event):
    """Time to see whether a simulated conversation has moved on from the step that it was at."""

    type: ClassVar[str] = "suites.simulation.watch_due.v1"
    simulation_id: str
    number: int
    step: int


class CostReconciliationRequested(Event):
    """What a run cost is to be held against what was counted of it."""

    type: ClassVar[str] = "suites.cost_reconciliation.requested.v1"
    operation_id: str
    run_id: str
