import json
from datetime import timedelta

import pytest

from shared.domain.suite_runs.events import SuiteCaseCompleted
from shared.ports.http_client import CallFailed
from shared.runtime.suite_execution import PATIENCE
from tests.fixtures.optimisations import begun, cases, search_of, searched, searched_suite, searching
from tests.fixtures.stage import Arranged, Stage, subscribers_of
from tests.fixtures.suite_runs import GPT, model_says, with_key

pytestmark = pytest.mark.anyio

PLAIN = {"kind": "text", "template": "Write one sentence about <name>{{ text }}</name>."}
"""A prompt that no rule changes."""


async def arrange(stage: Stage) -> Arranged:
    played = await searched_suite(stage)
    return Arranged(event=await begun(stage, played), tenant_id=played.author.tenant_id)


async def test_another_message_for_the_same_step_changes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    for _ in range(3):
        assert await stage.deliver("make_card_search_step", stage.envelope(call.event, call.tenant_id)) == 204
    [search] = await stage.documents("cardOptimisations")
    trials = await stage.documents("optimisationTrials")
    assert (search["step"], len(search["scores"]), len(trials)) == (1, 8, 8)


async def test_a_model_writes_candidates_and_what_cannot_be_tried_is_told(stage: Stage) -> None:
    played = await with_key(stage, await searched_suite(stage, prompt=PLAIN))
    better = json.dumps(["Write one sentence about <input>{{ text }}</input>."])
    model_says(stage, "I would rather not.", better, better)
    search = await searched(stage, played, rewriter=GPT, rewrites=3)
    assert len(stage.http_client.sent) == 3
    assert search["problems"] == ["the answer is no JSON list", "the rewrite is a candidate already"]
    assert (search["result"]["best"], search["result"]["isBetter"], len(search["candidates"])) == (1, True, 2)
    assert search["costNanos"] == 3 * 2_550


async def test_a_search_without_a_usable_rewrite_fails_and_says_so(stage: Stage) -> None:
    played = await with_key(stage, await searched_suite(stage, prompt=PLAIN))
    model_says(stage, "no")
    search = await searched(stage, played, rewriter=GPT, rewrites=1)
    operation = (await stage.call("get_operation", as_=played.author, path={"operationId": search["id"]})).data
    assert (search["status"], operation["error"]["code"]) == ("failed", "nothing_to_try")


@pytest.mark.thorough
async def test_what_each_call_cost_is_told_once(stage: Stage) -> None:
    played = await with_key(stage, await searched_suite(stage, provider=GPT))
    model_says(stage, *["<input>"] * 200)
    search_id = await searching(stage, played, rewriter=GPT, rewrites=1)
    events = []
    while envelopes := await stage.waiting():
        for envelope in envelopes:
            events += [envelope.data] if envelope.type == SuiteCaseCompleted.type else []
            for name in subscribers_of(envelope.type):
                assert await stage.deliver(name, envelope) == 204
    search = await search_of(stage, played, search_id)
    assert {each["runId"] for each in events} == {search_id}
    assert len({(each["lane"], each["place"]) for each in events}) == len(events) == search["trials"] + 1
    assert sum(each["costNanos"] for each in events) == search["costNanos"] == len(stage.http_client.sent) * 2_550
    assert [each["model"] for each in events if each["lane"] == -1] == ["gpt-4o-mini"]


async def test_trials_with_errors_count_for_no_candidate_and_too_many_leave_nothing_to_tell(stage: Stage) -> None:
    played = await with_key(stage, await searched_suite(stage, provider=GPT))
    stage.http_client.answers.extend([CallFailed("nothing came in 120 s")] * 500)
    search = await searched(stage, played, maxTrials=80)
    operation = (await stage.call("get_operation", as_=played.author, path={"operationId": search["id"]})).data
    assert (search["status"], search["result"]) == ("failed", None)
    assert search["errors"] == search["trials"] > 0
    assert operation["error"]["code"] == "too_few_decided"


async def test_a_budget_stops_the_search_before_a_call_that_it_does_not_pay_for(stage: Stage) -> None:
    dear = {**GPT, "model": "gpt-4o"}
    played = await with_key(stage, await searched_suite(stage, provider=dear))
    model_says(stage, *["case"] * 300, prompt_tokens=2_000, completion_tokens=100, total_tokens=2_100)
    search = await searched(stage, played, budgetCents=10)
    operation = (await stage.call("get_operation", as_=played.author, path={"operationId": search["id"]})).data
    assert (search["status"], search["result"]) == ("stopped", None)
    assert operation["error"]["code"] == "budget_used_up"
    assert 0 < search["costNanos"] == len(stage.http_client.sent) * 6_000_000 <= 10 * 10_000_000
    [budget] = await stage.documents("suiteBudgets")
    assert (budget["spentNanos"], budget["reserved"]) == (search["costNanos"], {})
    [queue] = await stage.documents("providerQueues")
    assert queue["running"] == {}


@pytest.mark.thorough
async def test_what_takes_nothing_now_is_waited_for_and_what_was_done_is_not_done_again(stage: Stage) -> None:
    given = cases()
    for each in given[::2]:
        each["assertions"] = [{"type": "python", "value": "True"}]
    played = await searched_suite(stage, *given)
    stage.sandbox.unavailable = "no sandbox here"
    search_id = await searching(stage, played, maxTrials=80)
    await stage.settle()
    done = len(await stage.documents("optimisationTrials"))
    assert (await search_of(stage, played, search_id))["status"] == "running"
    assert done < 8
    stage.clock.advance(seconds=(PATIENCE + timedelta(minutes=1)).total_seconds())
    for _ in range(30):
        await stage.settle()
        stage.clock.advance(seconds=(PATIENCE + timedelta(minutes=1)).total_seconds())
    search = (await stage.documents("cardOptimisations"))[0]
    assert search["status"] in ("completed", "failed")
    assert len(await stage.documents("optimisationTrials")) == len(search["scores"])
    assert None in search["scores"].values()
