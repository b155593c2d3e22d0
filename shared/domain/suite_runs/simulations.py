"""Simulations: personas talk with a card or with a model, turn by turn, and what must hold of it is looked at after.

A conversation goes on by steps, one message and at most one call of the card or the persona each: the persona says
something, it is answered, and so on until one end or another; then each turn is graded, and last the whole.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from pydantic import Field

from shared.data.repository import Entity
from shared.domain.suite_runs.asking import Asking
from shared.domain.suite_runs.cases import Target
from shared.domain.suite_runs.results import (
    AssertionResult,
    CaseError,
    CaseOutcome,
    CaseResult,
    TokenCount,
)
from shared.engines.simulated_users import Exchange, Leaving, Said, SimulatedUser
from shared.model import FrozenModel

SIMULATION_KIND = "simulation"
"""The kind of the operation that tells how far a simulation is."""
MAX_CONVERSATIONS = 50
MAX_REPEATS = 5
MAX_TURN_ASSERTIONS = 5
MAX_ANSWER_BYTES = 16_000
"""The longest answer, so that twenty turns with their grades stay in one document."""
MAX_GIVEN_BYTES = 200_000
"""What variables, instructions and assertions come to at most, as JSON."""


class SimulationStatus(StrEnum):
    """Queued until lanes are free; stopped when its budget was used up."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    STOPPED = "stopped"


class ConversationEnd(StrEnum):
    """How a conversation came to its end; `out_of_turns` where the persona's patience or the turns were used up."""

    GOAL_REACHED = "goal_reached"
    GAVE_UP = "gave_up"
    OUT_OF_TURNS = "out_of_turns"
    SCRIPT_OVER = "script_over"
    ERROR = "error"


class ConversationGrade(FrozenModel):
    """What came of the assertions about a turn, or about the whole."""

    outcome: CaseOutcome
    score: float
    reason: str
    assertions: tuple[AssertionResult, ...]

    @classmethod
    def of(cls, result: CaseResult) -> Self:
        """Return what is kept of a result."""
        return cls(outcome=result.outcome, score=result.score, reason=result.reason, assertions=result.assertions)


class Turn(Exchange):
    """What a persona said and what it was answered; `cost_nanos` is of the answer, `grade` None until it is graded."""

    latency_ms: float | None = None
    cached: bool = False
    cost_nanos: int | None = 0
    grade: ConversationGrade | None = None


class ConversationCounters(FrozenModel):
    """What conversations came to. `cost_nanos` is in billionths of a US dollar, None where a price is not known."""

    passed: int = 0
    failed: int = 0
    errors: int = 0
    goals_reached: int = 0
    turns: int = 0
    tokens: TokenCount = TokenCount()
    cost_nanos: int | None = 0


class Simulation(ConversationCounters, Entity):
    """A simulation of `conversations` conversations, of which `opened` have begun and `done` ended.

    A card's version is talked to, or the model that an app's `model_name` meant, with `instructions` as the system
    message. The operation has the simulation's id.
    """

    app_id: str
    card_id: str | None = None
    card_version: int | None = None
    model_name: str | None = None
    instructions: str = ""
    vars: dict[str, Any] = Field(default_factory=dict[str, Any])
    target: Target
    simulator: Target | None = None
    judge: Target | None = None
    persona_ids: tuple[str, ...]
    repeats: int = 1
    max_turns: int
    assertions: tuple[dict[str, Any], ...] = ()
    turn_assertions: tuple[dict[str, Any], ...] = ()
    threshold: float | None = None
    goal_expected: bool = False
    use_cache: bool = True
    budget_cents: int | None = None
    status: SimulationStatus = SimulationStatus.QUEUED
    lanes: int = 0
    conversations: int
    opened: int = 0
    done: int = 0
    created_by: str
    created_at: datetime
    finished_at: datetime | None = None

    @property
    def providers(self) -> tuple[str, ...]:
        """The providers that are asked, sorted."""
        asked = (self.target, self.simulator, self.judge)
        return tuple(sorted({each.provider for each in asked if each is not None}))

    @property
    def conversation_ids(self) -> tuple[str, ...]:
        """The ids of all its conversations."""
        return tuple(conversation_id(self.id, number) for number in range(self.conversations))

    @property
    def is_open(self) -> bool:
        """Whether somebody goes on with it."""
        return self.status in (SimulationStatus.QUEUED, SimulationStatus.RUNNING)

    def begun(self, lanes: int) -> Self:
        """Return it at work, as many conversations at once as there are lanes."""
        return self.with_(status=SimulationStatus.RUNNING, lanes=lanes, opened=lanes)

    def ended(self, status: SimulationStatus, *, at: datetime) -> Self:
        """Return it at its end."""
        return self.with_(status=status, finished_at=at)

    def summed(self, conversations: Sequence["SimulatedConversation"]) -> Self:
        """Return it with what its conversations came to."""
        outcomes = [each.outcome for each in conversations]
        costs = [each.cost_nanos for each in conversations]
        return self.with_(
            passed=outcomes.count(CaseOutcome.PASSED),
            failed=outcomes.count(CaseOutcome.FAILED),
            errors=outcomes.count(CaseOutcome.ERROR),
            goals_reached=sum(each.end is ConversationEnd.GOAL_REACHED for each in conversations),
            turns=sum(len(each.turns) for each in conversations),
            tokens=_together([each.tokens for each in conversations]),
            cost_nanos=None if None in costs else sum(each or 0 for each in costs),
        )


class SimulatedConversation(Entity):
    """One conversation of a persona, by `simulationId:number`, as the persona was when it began.

    `closing` is what the persona said last, when nobody answered any more. `outcome` is None until it is over.
    """

    simulation_id: str
    app_id: str
    number: int
    persona_id: str
    user: SimulatedUser
    repeat: int
    step: int = 0
    turns: tuple[Turn, ...] = ()
    closing: str = ""
    end: ConversationEnd | None = None
    error: CaseError | None = None
    outcome: CaseOutcome | None = None
    grade: ConversationGrade | None = None
    tokens: TokenCount = TokenCount()
    cost_nanos: int | None = 0
    created_at: datetime
    finished_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self.outcome is not None

    @property
    def awaits_answer(self) -> bool:
        """Whether the persona said something that nobody has answered."""
        return bool(self.turns) and self.turns[-1].answer is None

    @property
    def ungraded(self) -> int | None:
        """The number of the first turn that has no grade, None for none."""
        return next((place for place, turn in enumerate(self.turns) if turn.grade is None), None)

    def said(self, said: Said, most: int) -> Self:
        """Return it with what the persona said, which ends it once that leaves or has had `most` turns."""
        if said.leaving is not None:
            end = {
                Leaving.GOAL_REACHED: ConversationEnd.GOAL_REACHED,
                Leaving.GAVE_UP: ConversationEnd.GAVE_UP,
            }[said.leaving]
            return self.with_(closing=said.text, end=end)
        if len(self.turns) >= most:
            return self.with_(closing=said.text, end=ConversationEnd.OUT_OF_TURNS)
        return self.with_(turns=(*self.turns, Turn(said=said.text)))

    def answered(self, **measured: Any) -> Self:
        """Return it with the answer to what was said last."""
        return self.with_(turns=(*self.turns[:-1], self.turns[-1].with_(**measured)))

    def turn_graded(self, place: int, grade: ConversationGrade) -> Self:
        """Return it with one turn's grade."""
        graded = self.turns[place].with_(grade=grade)
        return self.with_(turns=(*self.turns[:place], graded, *self.turns[place + 1 :]))

    def graded(self, grade: ConversationGrade, *, goal_expected: bool, at: datetime) -> Self:
        """Return it at its end: an error wins, then all turns and the whole must pass, and the goal if it is wanted."""
        grades = [grade, *(turn.grade for turn in self.turns if turn.grade is not None)]
        missed = goal_expected and self.end is not ConversationEnd.GOAL_REACHED
        if any(each.outcome is CaseOutcome.ERROR for each in grades):
            outcome = CaseOutcome.ERROR
        elif missed or any(each.outcome is CaseOutcome.FAILED for each in grades):
            outcome = CaseOutcome.FAILED
        else:
            outcome = CaseOutcome.PASSED
        return self.with_(grade=grade, outcome=outcome, finished_at=at)

    def broken(self, error: CaseError, *, at: datetime) -> Self:
        """Return it ended by an error, which says nothing about who was talked to."""
        return self.with_(error=error, end=ConversationEnd.ERROR, outcome=CaseOutcome.ERROR, finished_at=at)

    def paid(self, asking: Asking) -> Self:
        """Return it with what a step's calls came to."""
        known = self.cost_nanos is not None and asking.cost_nanos is not None
        return self.with_(
            tokens=_together([self.tokens, asking.tokens]),
            cost_nanos=(self.cost_nanos or 0) + (asking.cost_nanos or 0) if known else None,
        )


def conversation_id(simulation_id: str, number: int) -> str:
    """Return the id of one conversation."""
    return f"{simulation_id}:{number}"


def _together(counts: Sequence[TokenCount]) -> TokenCount:
    return TokenCount(
        prompt=sum(each.prompt for each in counts),
        completion=sum(each.completion for each in counts),
        cached=sum(each.cached for each in counts),
        estimated=any(each.estimated for each in counts),
    )
