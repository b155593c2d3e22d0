"""How personas get on with a card, or with a model of an app, is found out by having them talk with it."""

from typing import Annotated

from pydantic import Field, StringConstraints
from pydantic_core import to_json

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.app_cases.personas import Persona, PersonaRepository
from shared.domain.apps.repository import AppRepository
from shared.domain.cards.cases import Assertions, Threshold, Values
from shared.domain.cards.content import ProviderSettings
from shared.domain.cards.model import LATEST, VersionName
from shared.domain.cards.repository import CardRepository
from shared.domain.chat.repository import ChatSettingsRepository
from shared.domain.operations.transitions import begun
from shared.domain.suite_runs.cases import Target
from shared.domain.suite_runs.events import SuiteRunRequested
from shared.domain.suite_runs.limits import SuiteBudget
from shared.domain.suite_runs.model import MAX_BUDGET_CENTS, NANOS_PER_CENT
from shared.domain.suite_runs.repository import (
    SimulatedConversationRepository,
    SimulationRepository,
    SuiteBudgetRepository,
)
from shared.domain.suite_runs.schemas import SimulationView
from shared.domain.suite_runs.simulations import (
    MAX_CONVERSATIONS,
    MAX_GIVEN_BYTES,
    MAX_REPEATS,
    MAX_TURN_ASSERTIONS,
    SIMULATION_KIND,
    SimulatedConversation,
    Simulation,
    conversation_id,
)
from shared.engines.simulated_users import MAX_MESSAGES
from shared.errors import FailedPrecondition, InvalidInput, NotFound, PermissionDenied, ResourceExhausted
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.model_budgets import require_budgets
from shared.runtime.requests import Identifier, Request
from shared.runtime.suite_requests import card_number, card_target, require_keys, require_plain, target_of

ModelName = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class SimulateConversations(Request):
    """Who talks with what: with a card, or with what the app's chat calls `model`, told `instructions` first.

    `simulator` is the model that plays personas without lines of their own. `assertions` are about the transcript,
    `turnAssertions` about each answer. With `goalExpected` a conversation passes only where the goal is reached.
    """

    app_id: Identifier
    persona_ids: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=MAX_CONVERSATIONS)]
    card_id: Identifier | None = None
    card_version: VersionName = LATEST
    model: ModelName | None = None
    instructions: Annotated[str, StringConstraints(max_length=20_000)] = ""
    vars: Values
    simulator: ProviderSettings | None = None
    judge: ProviderSettings | None = None
    repeats: Annotated[int, Field(ge=1, le=MAX_REPEATS)] = 1
    max_turns: Annotated[int, Field(ge=1, le=MAX_MESSAGES)] = 10
    assertions: Assertions = ()
    turn_assertions: Annotated[Assertions, Field(max_length=MAX_TURN_ASSERTIONS)] = ()
    threshold: Threshold | None = None
    goal_expected: bool = False
    use_cache: bool = True
    budget_cents: Annotated[int, Field(ge=1, le=MAX_BUDGET_CENTS)] | None = None


@command(
    "POST /v1/apps/{appId}/simulations",
    permission=Permission.CARDS_RUN,
    idempotent=True,
    loads=Loads(
        AppRepository,
        "app_id",
        beside=lambda request: [
            *map(PersonaRepository.path, request.persona_ids),
            *([CardRepository.path(request.card_id)] if request.card_id else []),
        ],
        tagged=False,
    ),
    errors=(NotFound, FailedPrecondition, PermissionDenied, ResourceExhausted),
    status=202,
)
async def simulate_conversations(request: SimulateConversations, ctx: CommandContext) -> SimulationView:
    """Have personas talk; the operation with the simulation's id tells how far it is."""
    _check(request)
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    personas = await _personas(ctx.work, request)
    version, target = await _talked_to(ctx.work, request)
    simulation = Simulation(
        id=ctx.new_id(),
        app_id=app.id,
        card_id=request.card_id,
        card_version=version,
        model_name=request.model,
        instructions=request.instructions,
        vars=request.vars,
        target=target,
        simulator=target_of(request.simulator) if request.simulator else None,
        judge=target_of(request.judge) if request.judge else None,
        persona_ids=tuple(each.id for each in personas),
        repeats=request.repeats,
        max_turns=request.max_turns,
        assertions=request.assertions,
        turn_assertions=request.turn_assertions,
        threshold=request.threshold,
        goal_expected=request.goal_expected,
        use_cache=request.use_cache,
        budget_cents=request.budget_cents,
        conversations=len(personas) * request.repeats,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    if simulation.simulator is None and not all(each.user.is_scripted for each in personas):
        raise FailedPrecondition("name a simulator: not every persona has lines", code="simulator_missing")
    await require_keys(ctx.work, simulation.providers)
    await require_budgets(ctx.work, simulation.card_id, simulation.providers, at=ctx.now)
    _store(ctx.work, simulation, personas)
    ctx.work.about(simulationId=simulation.id)
    return SimulationView.of(simulation)


def _check(request: SimulateConversations) -> None:
    """Raise InvalidInput for what can't be meant."""
    if (request.card_id is None) == (request.model is None):
        raise InvalidInput("name a card or a model, and not both", code="card_or_model")
    if request.instructions and request.model is None:
        raise InvalidInput("a card has instructions of its own", code="card_or_model")
    if len(set(request.persona_ids)) * request.repeats > MAX_CONVERSATIONS:
        message = f"a simulation has at most {MAX_CONVERSATIONS} conversations: fewer personas or repeats"
        raise InvalidInput(message, code="too_many_conversations")
    require_plain((*request.assertions, *request.turn_assertions))
    given = [request.vars, request.instructions, request.assertions, request.turn_assertions]
    if len(to_json(given)) > MAX_GIVEN_BYTES:
        message = f"variables, instructions and assertions take at most {MAX_GIVEN_BYTES} bytes"
        raise InvalidInput(message, code="simulation_too_large")


async def _personas(work: UnitOfWork, request: SimulateConversations) -> list[Persona]:
    ids = list(dict.fromkeys(request.persona_ids))
    found = await PersonaRepository(work).get_many(ids)
    personas = [each for each in found if each is not None and each.app_id == request.app_id]
    if len(personas) < len(ids):
        raise NotFound("the app has no such persona", code="persona_not_found")
    return personas


async def _talked_to(work: UnitOfWork, request: SimulateConversations) -> tuple[int | None, Target]:
    """Return the version of the card that is talked to, None for none, and the model."""
    if request.card_id is not None:
        card = await CardRepository(work).get(request.card_id)
        number = card_number(card, request.card_version)
        return number, await card_target(work, card, number)
    settings = await ChatSettingsRepository(work).of_app(request.app_id)
    # Without chance: one simulation talks to one model, whatever weights its alias has.
    route = settings.routes(request.model or "", 0)[0]
    parameters = {"max_tokens": settings.max_tokens}
    return None, Target(provider=route.provider, model=route.model, parameters=parameters)


def _store(work: UnitOfWork, simulation: Simulation, personas: list[Persona]) -> None:
    SimulationRepository(work).add(simulation)
    conversations = SimulatedConversationRepository(work)
    each_time = [(persona, repeat) for repeat in range(simulation.repeats) for persona in personas]
    for number, (persona, repeat) in enumerate(each_time):
        conversation = SimulatedConversation(
            id=conversation_id(simulation.id, number),
            simulation_id=simulation.id,
            app_id=simulation.app_id,
            number=number,
            persona_id=persona.id,
            user=persona.user,
            repeat=repeat,
            created_at=simulation.created_at,
        )
        conversations.add(conversation)
    if simulation.budget_cents is not None:
        limit = SuiteBudget(id=simulation.id, limit_nanos=simulation.budget_cents * NANOS_PER_CENT)
        SuiteBudgetRepository(work).add(limit)
    begun(work, id=simulation.id, kind=SIMULATION_KIND, subject_id=simulation.id, created_by=simulation.created_by)
    work.emit(SuiteRunRequested(run_id=simulation.id))
