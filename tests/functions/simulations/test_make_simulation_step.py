import json
from typing import Any

import pytest

from shared.domain.suite_runs.events import SimulationStepDue
from shared.engines.simulated_users import GIVES_UP, GOAL_REACHED
from shared.ports.http_client import CallFailed
from shared.runtime.suite_execution import PATIENCE
from tests.fixtures.cards import draft_card
from tests.fixtures.simulations import (
    ADA,
    MODEL,
    PLAYED,
    STEPPING,
    begun,
    set_key,
    simulated,
    simulated_app,
    simulating,
    simulation_of,
)
from tests.fixtures.stage import Arranged, Stage, subscribers_of
from tests.fixtures.suite_runs import PLAIN, model_says

pytestmark = pytest.mark.anyio
USED = {"prompt_tokens": 300, "completion_tokens": 20, "total_tokens": 320}
COST = 57_000
"""What one call that used so much comes to, in billionths of a dollar."""


async def arrange(stage: Stage) -> Arranged:
    call = await simulated_app(stage)
    assert call.as_ is not None
    return Arranged(event=await begun(stage, call), tenant_id=call.as_.tenant_id)


async def played(stage: Stage, **user: Any) -> Arranged:
    """Return a call that has a persona talk which a model plays."""
    call = await simulated_app(stage, {**PLAYED, **user})
    assert call.as_ is not None
    assert isinstance(call.body, dict)
    await set_key(stage, call)
    call.body["simulator"] = MODEL
    return call


async def test_another_message_for_the_same_step_changes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    for _ in range(3):
        assert await stage.deliver("make_simulation_step", stage.envelope(call.event, call.tenant_id)) == 204
    [conversation] = await stage.documents("simulatedConversations")
    assert (conversation["step"], len(conversation["turns"])) == (1, 1)


@pytest.mark.parametrize(("mark", "end"), [(GOAL_REACHED, "goal_reached"), (GIVES_UP, "gave_up")])
async def test_a_model_plays_the_persona_until_it_has_what_it_wants_or_gives_up(
    stage: Stage, mark: str, end: str
) -> None:
    call = await played(stage)
    model_says(stage, "I want my money back.", f"Well. {mark}", **USED)
    simulation, [conversation] = await simulated(stage, call, goalExpected=True)
    assert [turn["said"] for turn in conversation["turns"]] == [PLAYED["opening"], "I want my money back."]
    assert (conversation["end"], conversation["closing"]) == (end, "Well.")
    assert simulation["goalsReached"] == simulation["passed"] == int(end == "goal_reached")
    assert simulation["costNanos"] == conversation["costNanos"] == 2 * COST


async def test_the_model_is_told_the_persona_and_hears_answers_as_what_others_say(stage: Stage) -> None:
    call = await played(stage, language="de")
    model_says(stage, GOAL_REACHED)
    await simulated(stage, call)
    [sent] = stage.http_client.sent
    messages = json.loads(sent.body)["messages"]
    assert [each["role"] for each in messages] == ["system", "user", "assistant", "user"]
    assert PLAYED["goal"] in messages[0]["content"]
    assert "'de'" in messages[0]["content"]
    assert [each["content"] for each in messages[2:]] == [PLAYED["opening"], PLAYED["opening"]]


async def test_the_persona_has_a_last_word_once_its_patience_is_used_up(stage: Stage) -> None:
    call = await played(stage, patience=2)
    model_says(stage, "Please.", f"Thanks! {GOAL_REACHED}")
    _, [conversation] = await simulated(stage, call)
    assert (len(conversation["turns"]), conversation["end"]) == (2, "goal_reached")


@pytest.mark.parametrize(("verdict", "outcome"), [('{"verdict": "yes"}', "passed"), ("I would say so", "error")])
async def test_a_judges_answer_decides_and_one_that_cannot_be_read_is_an_error(
    stage: Stage, verdict: str, outcome: str
) -> None:
    call = await played(stage, lines=["Hello?"])
    model_says(stage, verdict, verdict, **USED)
    judged = {"judge": MODEL, "assertions": [{"type": "conversation-relevance"}]}
    simulation, [conversation] = await simulated(stage, call, **judged)
    assert (conversation["outcome"], conversation["end"]) == (outcome, "script_over")
    assert simulation["costNanos"] == len(stage.http_client.sent) * COST > 0


async def test_what_a_conversation_cost_is_counted_once_for_the_app(stage: Stage) -> None:
    call = await played(stage)
    model_says(stage, "Please.", GOAL_REACHED, **USED)
    path = await simulating(stage, call)
    while envelopes := await stage.waiting():
        for envelope in envelopes:
            for name in subscribers_of(envelope.type):
                assert await stage.deliver(name, envelope) == 204
                if name in STEPPING:
                    assert await stage.deliver(name, envelope) == 204
    entries = await stage.documents("costEntries")
    assert {each["appId"] for each in entries} == {call.path["appId"]}
    total = sum(each["costNanos"] for each in entries)
    assert total == (await simulation_of(stage, call, path))["costNanos"] == 2 * COST
    assert len(stage.http_client.sent) == 2


async def test_a_budget_stops_all_before_a_call_that_it_does_not_pay_for(stage: Stage) -> None:
    call = await played(stage)
    dear = {"provider": "openai", "model": "gpt-4o", "parameters": {"max_tokens": 100}}
    model_says(stage, *["Please."] * 20, prompt_tokens=2_000, completion_tokens=100, total_tokens=2_100)
    path = await simulating(stage, call, simulator=dear, budgetCents=1, repeats=3)
    await stage.settle()
    simulation = await simulation_of(stage, call, path)
    operation = await stage.call("get_operation", as_=call.as_, path={"operationId": path["simulationId"]})
    assert (simulation["status"], operation.data["error"]["code"]) == ("stopped", "budget_used_up")
    assert 0 < simulation["costNanos"] == len(stage.http_client.sent) * 6_000_000 <= 10_000_000
    assert [queue["running"] for queue in await stage.documents("providerQueues")] == [{}, {}]


@pytest.mark.thorough
async def test_a_provider_that_takes_nothing_is_waited_for_and_then_it_is_an_error(stage: Stage) -> None:
    call = await played(stage)
    model_says(stage, *["busy"] * 200, status=429)
    path = await simulating(stage, call)
    await stage.settle()
    assert (await simulation_of(stage, call, path))["status"] == "running"
    for _ in range(4):
        stage.clock.advance(seconds=PATIENCE.total_seconds() + 60)
        await stage.settle()
    [conversation] = await stage.documents("simulatedConversations")
    assert (conversation["outcome"], conversation["end"]) == ("error", "error")
    assert len(conversation["turns"]) == 1


async def test_an_answer_that_never_comes_ends_the_conversation_with_an_error(stage: Stage) -> None:
    call = await played(stage)
    stage.http_client.answers.extend([CallFailed("nothing came in 120 s")] * 5)
    simulation, [conversation] = await simulated(stage, call)
    assert (simulation["errors"], conversation["outcome"]) == (1, "error")
    assert conversation["error"]["code"].startswith("provider_")


async def test_a_cards_prompt_stands_before_the_conversation(stage: Stage) -> None:
    call = await simulated_app(stage, {**ADA, "lines": ["Hello?"], "opening": ""})
    assert call.as_ is not None
    await set_key(stage, call)
    card_id = await draft_card(stage, call.as_, **{**PLAIN, "provider": MODEL})
    assert (await stage.call("save_card_version", as_=call.as_, path={"cardId": card_id}, body={})).status == 201
    model_says(stage, "Good morning.")
    changes = {"model": None, "cardId": card_id, "vars": {"text": "Be kind."}}
    simulation, [conversation] = await simulated(stage, call, **changes)
    [sent] = stage.http_client.sent
    messages = json.loads(sent.body)["messages"]
    assert [(each["role"], each["content"]) for each in messages] == [("system", "Be kind."), ("user", "Hello?")]
    assert (simulation["cardVersion"], conversation["turns"][0]["answer"]) == (1, "Good morning.")


async def test_what_is_asked_in_vain_after_the_end_changes_nothing(stage: Stage) -> None:
    call = await simulated_app(stage)
    first = await begun(stage, call)
    await stage.settle()
    assert call.as_ is not None
    late = SimulationStepDue(simulation_id=first.simulation_id, number=0, step=1, due_at=first.due_at)
    before = await stage.documents("simulatedConversations")
    assert await stage.deliver("make_simulation_step", stage.envelope(late, call.as_.tenant_id)) == 204
    assert await stage.documents("simulatedConversations") == before
