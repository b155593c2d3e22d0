from datetime import timedelta

import pytest

from shared.domain.suite_runs.events import SuiteCaseCompleted, SuiteCaseDue
from shared.ports.http_client import CallFailed, DestinationRefused
from shared.runtime.suite_execution import PATIENCE
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import (
    GPT,
    cases_that,
    completed,
    model_says,
    requested,
    results_of,
    run_of,
    suite,
    with_key,
)

pytestmark = pytest.mark.anyio

BEGINNING = ("execute_suite_case",)


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run_id = await requested(stage, played)
    await stage.settle(but=BEGINNING)
    event = SuiteCaseDue(run_id=run_id, lane=0, place=0, due_at=stage.clock.now())
    return Arranged(event=event, tenant_id=played.author.tenant_id)


async def test_another_message_for_the_same_try_changes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    for _ in range(3):
        assert await stage.deliver("execute_suite_case", stage.envelope(call.event, call.tenant_id)) == 204
    assert len(await stage.documents("suiteResults")) == 1
    lane = next(each for each in await stage.documents("suiteLanes") if each["number"] == 0)
    assert (lane["tally"]["results"], lane["over"]) == (1, True)


async def test_a_result_tells_once_what_it_cost_on_whose_behalf(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True), provider=GPT))
    model_says(stage, "a case")
    run_id = await requested(stage, played)
    events = []
    for _ in range(10):
        for envelope in await stage.waiting():
            if envelope.type == SuiteCaseCompleted.type:
                events.append(envelope.data)
            for name in ("begin_suite_run", "execute_suite_case", "finish_suite_run"):
                await stage.deliver(name, envelope)
    [told] = events
    assert (told["runId"], told["cardId"], told["member"]) == (run_id, played.card_id, played.author.user_id)
    assert (told["provider"], told["model"], told["outcome"]) == ("openai", "gpt-4o-mini", "passed")
    assert (told["promptTokens"], told["completionTokens"], told["costNanos"]) == (9, 2, 9 * 150 + 2 * 600)


async def test_the_tenants_key_is_sent_and_the_answer_is_asserted(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True), provider=GPT))
    model_says(stage, "no such word")
    run = await completed(stage, played)
    assert (run["summary"]["failed"], run["summary"]["costNanos"]) == (1, 2550)
    assert stage.http_client.sent[0].headers["authorization"].startswith("Bearer sk-")


async def test_a_provider_that_hangs_or_answers_html_is_an_error_and_asked_once(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True), provider=GPT))
    stage.http_client.answers.append(CallFailed("nothing came in 120 s"))
    hung = await completed(stage, played)
    model_says(stage, "", body=b"<html>Bad gateway</html>")
    html = await completed(stage, played)
    assert len(stage.http_client.sent) == 2
    for run, code in ((hung, "provider_unavailable"), (html, "provider_answer_unreadable")):
        [result] = await results_of(stage, played, run["id"])
        path = {"runId": run["id"], "resultId": result["id"]}
        whole = (await stage.call("get_case_result", as_=played.author, path=path)).data
        assert (result["outcome"], whole["result"]["error"]["code"]) == ("error", code)
        assert (run["summary"]["errors"], run["summary"]["failed"]) == (1, 0)


async def test_what_takes_nothing_now_is_waited_for_and_in_the_end_that_is_the_result(stage: Stage) -> None:
    played = await suite(stage, *cases_that(True), {"vars": {"text": "case"}, "assertions": [PYTHON]})
    stage.sandbox.unavailable = "no sandbox here"
    run_id = await requested(stage, played)
    await stage.settle()
    assert (await run_of(stage, played, run_id))["status"] == "running"
    stage.clock.advance(seconds=(PATIENCE + timedelta(minutes=1)).total_seconds())
    await stage.settle()
    run = await run_of(stage, played, run_id)
    assert (run["status"], run["summary"]["passed"], run["summary"]["errors"]) == ("completed", 1, 1)


PYTHON = {"type": "python", "value": "True"}


async def test_the_same_try_is_answered_out_of_the_cache_for_two_weeks_unless_that_is_off(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True), provider=GPT))
    model_says(stage, "case", "case", "case", "case")
    first, second = await completed(stage, played), await completed(stage, played)
    assert [run["summary"]["cached"] for run in (first, second)] == [0, 1]
    assert (second["summary"]["costNanos"], len(stage.http_client.sent)) == (0, 1)
    await completed(stage, played, useCache=False)
    assert len(stage.http_client.sent) == 2
    stage.clock.advance(days=15)
    author = await stage.signed_in_again(played.author)
    late = await completed(stage, type(played)(author, played.card_id, played.case_set_id))
    assert (late["summary"]["cached"], len(stage.http_client.sent)) == (0, 3)


async def test_another_tenant_gets_nothing_out_of_the_cache(stage: Stage) -> None:
    for sent in (1, 2):
        played = await with_key(stage, await suite(stage, *cases_that(True), provider=GPT))
        model_says(stage, "case")
        await completed(stage, played)
        assert len(stage.http_client.sent) == sent


async def test_a_budget_stops_the_run_before_a_call_that_it_does_not_pay_for(stage: Stage) -> None:
    dear = {**GPT, "model": "gpt-4o", "parameters": {"max_tokens": 100}}
    played = await with_key(stage, await suite(stage, *cases_that(*[True] * 20), provider=dear))
    model_says(stage, *["case"] * 20, prompt_tokens=2_000, completion_tokens=100, total_tokens=2_100)
    run = await completed(stage, played, budgetCents=2)
    done = run["summary"]["results"]
    assert run["status"] == "stopped"
    assert 0 < done < 20
    assert (run["summary"]["costNanos"], len(stage.http_client.sent)) == (done * 6_000_000, done)
    assert run["summary"]["costNanos"] <= 2 * 10_000_000
    operation = (await stage.call("get_operation", as_=played.author, path={"operationId": run["id"]})).data
    assert (operation["status"], operation["error"]["code"]) == ("failed", "budget_used_up")
    [budget] = await stage.documents("suiteBudgets")
    assert (budget["spentNanos"], budget["reserved"]) == (run["summary"]["costNanos"], {})


async def test_what_may_have_been_paid_stays_reserved(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True), provider=GPT))
    stage.http_client.answers.append(CallFailed("nothing came in 120 s"))
    await completed(stage, played, budgetCents=50)
    [budget] = await stage.documents("suiteBudgets")
    assert (budget["spentNanos"], len(budget["reserved"])) == (0, 1)


async def test_a_webhook_at_a_private_address_fails_the_assertion_and_says_why(stage: Stage) -> None:
    hook = {"type": "webhook", "value": "http://169.254.169.254/latest"}
    played = await suite(stage, {"vars": {"text": "a"}, "assertions": [hook]})
    stage.http_client.answers.append(DestinationRefused("this address is not on the public internet"))
    run = await completed(stage, played)
    [result] = await results_of(stage, played, run["id"])
    assert (result["outcome"], "not on the public internet" in result["reason"]) == ("failed", True)
