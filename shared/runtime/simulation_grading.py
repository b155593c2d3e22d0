"""Holding a simulated conversation against what is asserted of its turns and of the whole."""

from collections.abc import Sequence
from typing import Any

from shared.domain.suite_runs.asking import Asking
from shared.domain.suite_runs.executing import Means
from shared.domain.suite_runs.outside import outside_of
from shared.domain.suite_runs.results import graded
from shared.domain.suite_runs.simulations import ConversationGrade, SimulatedConversation, Simulation, Turn
from shared.engines.assertions.grading import grade_test
from shared.engines.assertions.model import Subject, read
from shared.engines.assertions.rendering import rendered
from shared.engines.simulated_users import transcript


async def graded_turn(
    simulation: Simulation, conversation: SimulatedConversation, place: int, asking: Asking, means: Means
) -> ConversationGrade:
    """Return the grade of one turn: its answer, to what the persona said."""
    turn = conversation.turns[place]
    subject = Subject(
        output=turn.answer or "",
        prompt=turn.said,
        variables=_variables(simulation, conversation, conversation.turns[: place + 1]),
        cost=_dollars(turn.cost_nanos) if not turn.cached else None,
        latency=turn.latency_ms,
        metadata={"turn": place + 1},
    )
    return await _graded(simulation.turn_assertions, subject, None, asking, means)


async def graded_whole(
    simulation: Simulation, conversation: SimulatedConversation, asking: Asking, means: Means
) -> ConversationGrade:
    """Return the grade of a conversation: its transcript, to what the persona wanted."""
    said = transcript(conversation.turns)
    closing = f"\nUser: {conversation.closing}" if conversation.closing else ""
    subject = Subject(
        output=f"{said}{closing}",
        prompt=conversation.user.goal,
        variables=_variables(simulation, conversation, conversation.turns),
        cost=_dollars(conversation.cost_nanos),
        metadata={"turns": len(conversation.turns), "end": conversation.end.value if conversation.end else None},
    )
    return await _graded(simulation.assertions, subject, simulation.threshold, asking, means)


async def _graded(
    assertions: Sequence[dict[str, Any]], subject: Subject, threshold: float | None, asking: Asking, means: Means
) -> ConversationGrade:
    read_in = [read(rendered(each, subject.variables)) for each in assertions]
    outside = outside_of(means.reach, asking, means.timeouts)
    return ConversationGrade.of(graded(await grade_test(read_in, subject, threshold=threshold, outside=outside)))


def _variables(simulation: Simulation, conversation: SimulatedConversation, turns: Sequence[Turn]) -> dict[str, Any]:
    """Return a simulation's variables, with the persona and, as promptfoo names it, the conversation so far."""
    return {
        **simulation.vars,
        "persona": conversation.user.name,
        "goal": conversation.user.goal,
        "_conversation": [{"input": turn.said, "output": turn.answer or ""} for turn in turns],
    }


def _dollars(cost_nanos: int | None) -> float | None:
    return None if cost_nanos is None else cost_nanos / 1_000_000_000
