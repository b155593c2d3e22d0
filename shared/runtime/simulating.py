"""Making one step of a simulated conversation: something said, an answer, or a grade."""

from dataclasses import dataclass, replace
from decimal import Decimal

from shared.data.unit_of_work import UnitOfWork
from shared.domain.cards.content import CardContent, TextPrompt
from shared.domain.cards.model import version_id
from shared.domain.cards.repository import CardVersionRepository
from shared.domain.cards.variables import with_defaults
from shared.domain.suite_runs.asking import Asking, BudgetUsedUp
from shared.domain.suite_runs.cases import PromptMessage, SuiteCase, Target, parameters_of, tools_of
from shared.domain.suite_runs.events import SimulationStepDue
from shared.domain.suite_runs.executing import TIMEOUTS, Means, rendered_prompt
from shared.domain.suite_runs.repository import SimulatedConversationRepository, SimulationRepository
from shared.domain.suite_runs.results import CaseError, kept, nanos
from shared.domain.suite_runs.simulations import (
    MAX_ANSWER_BYTES,
    ConversationEnd,
    SimulatedConversation,
    Simulation,
    SimulationStatus,
    conversation_id,
)
from shared.engines.simulated_users import Said, read_said, told
from shared.engines.templates.errors import TemplateError
from shared.errors import DependencyUnavailable, EllaError, FailedPrecondition
from shared.ports.models import Message, MessageRole, ModelError, ModelRequest
from shared.runtime.contexts import ExternalContext
from shared.runtime.simulation_ends import record, settle
from shared.runtime.simulation_grading import graded_turn, graded_whole
from shared.runtime.suite_execution import PATIENCE
from shared.runtime.suite_means import Purse, means_of

ANSWER_TOKENS = 2_048
"""The longest answer of who is talked to, where nothing else is said."""
SAID_TOKENS = 512
_BEGIN = "(The conversation begins. Write your first message.)"


@dataclass(frozen=True, slots=True)
class _Step:
    """A step by the event that names it, with the content of the card that is talked to."""

    event: SimulationStepDue
    simulation: Simulation
    conversation: SimulatedConversation
    card: CardContent | None

    @property
    def most_turns(self) -> int:
        return min(self.simulation.max_turns, self.conversation.user.patience)


async def make_conversation_step(event: SimulationStepDue, ctx: ExternalContext) -> None:
    """Make the step that an event names, unless it was made before or nobody wants it any more."""
    step = await ctx.prepare(lambda work: _read(work, event))
    if step is None:
        return
    simulation = step.simulation
    purse = Purse(ctx, simulation.id) if simulation.budget_cents is not None else None
    means = means_of(
        ctx,
        simulation.card_id,
        judge=simulation.judge,
        sandboxed=False,
        use_cache=simulation.use_cache,
        purse=purse,
    )
    asking = Asking(means.complete, means.today, means.cache, means.spending)
    problem: CaseError | None = None
    advanced = step.conversation
    try:
        advanced = await _advanced(step, asking, means, ctx)
    except TemplateError as error:
        problem = CaseError(code="template_invalid", message=kept(f"a template can't be rendered: {error}", 500))
    except EllaError as error:
        waits = isinstance(error, ModelError) and error.nothing_done
        if waits and ctx.now - event.due_at < PATIENCE:
            await ctx.prepare(lambda work: settle(work, purse, asking))
            raise DependencyUnavailable(error.message) from error
        problem = CaseError(code=error.code, message=kept(error.message, 500))
    unpaid = problem is not None and problem.code == BudgetUsedUp.default_code
    if problem is not None and not unpaid:
        advanced = advanced.broken(problem, at=ctx.now)
    made = advanced.with_(step=event.step + 1)
    await ctx.finish(lambda work: record(work, made, asking, purse, unpaid=unpaid))


async def _read(work: UnitOfWork, event: SimulationStepDue) -> _Step | None:
    simulations, conversations = SimulationRepository(work), SimulatedConversationRepository(work)
    id = conversation_id(event.simulation_id, event.number)
    await work.get_many([simulations.path(event.simulation_id), conversations.path(id)])
    simulation, conversation = await simulations.find(event.simulation_id), await conversations.find(id)
    if simulation is None or conversation is None or simulation.status is not SimulationStatus.RUNNING:
        return None
    if conversation.step != event.step or conversation.is_over:
        return None
    card = None
    if simulation.card_id is not None and conversation.awaits_answer:
        version = await CardVersionRepository(work).get(version_id(simulation.card_id, simulation.card_version or 0))
        card = version.content
    return _Step(event, simulation, conversation, card)


async def _advanced(step: _Step, asking: Asking, means: Means, ctx: ExternalContext) -> SimulatedConversation:
    """Return the conversation one step further; raise what a model or a template raises."""
    conversation, simulation = step.conversation, step.simulation
    if conversation.end is None:
        if conversation.awaits_answer:
            return await _answered(step, asking)
        return await _said(step, asking)
    place = conversation.ungraded if simulation.turn_assertions else None
    if place is not None:
        return conversation.turn_graded(place, await graded_turn(simulation, conversation, place, asking, means))
    whole = await graded_whole(simulation, conversation, asking, means)
    return conversation.graded(whole, goal_expected=simulation.goal_expected, at=ctx.now)


async def _said(step: _Step, asking: Asking) -> SimulatedConversation:
    conversation, user = step.conversation, step.conversation.user
    place = len(conversation.turns)
    if place < min(len(user.script), step.most_turns):
        return conversation.said(Said(text=user.script[place], leaving=None), step.most_turns)
    if user.is_scripted:
        over = place < len(user.script)
        return conversation.with_(end=ConversationEnd.OUT_OF_TURNS if over else ConversationEnd.SCRIPT_OVER)
    simulator = step.simulation.simulator
    if simulator is None:
        raise FailedPrecondition("no model is named that plays the persona", code="simulator_missing")
    messages = [Message(MessageRole.SYSTEM, told(user)), Message(MessageRole.USER, _BEGIN)]
    for turn in conversation.turns:
        messages += [Message(MessageRole.ASSISTANT, turn.said), Message(MessageRole.USER, turn.answer or "")]
    said = read_said(await _asked(asking, simulator, tuple(messages), conversation.repeat, most=SAID_TOKENS))
    if not said.text and said.leaving is None:
        raise FailedPrecondition("the model that plays the persona said nothing", code="persona_silent")
    return conversation.said(said, step.most_turns)


async def _answered(step: _Step, asking: Asking) -> SimulatedConversation:
    simulation, conversation = step.simulation, step.conversation
    messages = list(_beginning(step))
    for turn in conversation.turns:
        messages.append(Message(MessageRole.USER, turn.said))
        if turn.answer is not None:
            messages.append(Message(MessageRole.ASSISTANT, turn.answer))
    target = simulation.target
    request = _request(target, tuple(messages), most=ANSWER_TOKENS)
    answer = await asking.ask(target.provider, request, repeat=conversation.repeat)
    text = answer.completion.text
    if len(text.encode(errors="replace")) > MAX_ANSWER_BYTES:
        message = f"an answer in a conversation has at most {MAX_ANSWER_BYTES} bytes: lower max_tokens"
        raise FailedPrecondition(message, code="answer_too_long")
    return conversation.answered(
        answer=kept(text),
        latency_ms=None if answer.cached else answer.completion.latency_ms,
        cached=answer.cached,
        cost_nanos=_cost(answer.dollars) if not answer.cached else 0,
    )


def _beginning(step: _Step) -> tuple[Message, ...]:
    """Return what stands before the conversation: the card's messages, a text of it as the system's."""
    simulation, content = step.simulation, step.card
    if content is None:
        return (Message(MessageRole.SYSTEM, simulation.instructions),) if simulation.instructions else ()
    is_text = isinstance(content.prompt, TextPrompt)
    case = SuiteCase(
        messages=tuple(PromptMessage(role=role.value, template=template) for _, role, template in content.templates()),
        is_text=is_text,
        vars=with_defaults(content.variables, simulation.vars),
        target=simulation.target,
    )
    prompt, messages = rendered_prompt(case)
    if is_text and len(messages) == 1 and messages[0].content == prompt:
        return (replace(messages[0], role=MessageRole.SYSTEM),)
    return messages


async def _asked(asking: Asking, target: Target, messages: tuple[Message, ...], repeat: int, *, most: int) -> str:
    answer = await asking.ask(target.provider, _request(target, messages, most=most), repeat=repeat)
    return kept(answer.completion.text)


def _request(target: Target, messages: tuple[Message, ...], *, most: int) -> ModelRequest:
    parameters = parameters_of(target.with_(parameters={"max_tokens": most, **target.parameters}))
    return ModelRequest(target.model, messages, parameters, tools_of(target), TIMEOUTS)


def _cost(dollars: Decimal | None) -> int | None:
    return None if dollars is None else nanos(dollars)
