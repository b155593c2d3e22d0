from datetime import timedelta

import pytest

from shared.domain.suite_runs.events import SuiteCaseCompleted
from shared.engines.model_calls.spending import ModelSpend
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import GPT, cases_that, completed, model_says, requested, suite, with_key

pytestmark = pytest.mark.anyio


def spend(model: str, prompt: int, completion: int, nanos: int | None) -> ModelSpend:
    return ModelSpend(
        provider="openai",
        model=model,
        calls=1,
        prompt_tokens=prompt,
        completion_tokens=completion,
        estimated=False,
        cost_nanos=nanos,
    )


def told(stage: Stage, days_ago: int = 0) -> SuiteCaseCompleted:
    return SuiteCaseCompleted(
        run_id="run",
        lane=0,
        place=0,
        card_id="card",
        card_version=1,
        provider="openai",
        model="gpt-4o-mini",
        member="member",
        at=stage.clock.now() - timedelta(days=days_ago),
        outcome="passed",
        cached=False,
        prompt_tokens=10,
        completion_tokens=5,
        estimated=False,
        cost_nanos=4_500,
        spent=(spend("gpt-4o-mini", 10, 5, 4_500),),
    )


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member()
    return Arranged(event=told(stage), tenant_id=member.tenant_id)


async def test_an_event_that_is_delivered_again_is_counted_once(stage: Stage) -> None:
    member = await stage.member()
    envelope = stage.envelope(told(stage), member.tenant_id)
    for _ in range(3):
        assert await stage.deliver("count_case_cost", envelope) == 204
    total = (await stage.call("get_costs", as_=member)).data["total"]
    assert (total["tries"], total["promptTokens"], total["completionTokens"], total["costNanos"]) == (1, 10, 5, 4_500)


async def test_an_event_that_comes_late_is_counted_on_its_own_day(stage: Stage) -> None:
    member = await stage.member()
    for days_ago in (0, 3):
        await stage.deliver("count_case_cost", stage.envelope(told(stage, days_ago), member.tenant_id))
    lines = (await stage.call("get_costs", as_=member)).data["lines"]
    assert [(line["name"], line["tries"]) for line in lines] == [("2026-02-27", 1), ("2026-03-02", 1)]


async def test_every_try_of_a_run_is_counted_and_one_that_was_cancelled_before_is_not(stage: Stage) -> None:
    played = await suite(stage, *cases_that(*[True] * 20))
    run_id = await requested(stage, played)
    await stage.call("cancel_suite_run", as_=played.author, path={"runId": run_id})
    run = await completed(stage, played, repeats=2)
    total = (await stage.call("get_costs", as_=played.author)).data["total"]
    assert total["tries"] == run["summary"]["results"] == 40


async def test_what_a_judge_came_to_is_counted_under_the_judges_own_model(stage: Stage) -> None:
    judge = {**GPT, "model": "gpt-4o"}
    case = {"vars": {"text": "a"}, "assertions": [{"type": "llm-rubric", "value": "is kind"}]}
    played = await with_key(stage, await suite(stage, case, provider=GPT))
    model_says(stage, "case", prompt_tokens=100, completion_tokens=10, total_tokens=110)
    model_says(stage, KIND, prompt_tokens=300, completion_tokens=20, total_tokens=320)
    run = await completed(stage, played, judge=judge)
    lines = (await stage.call("get_costs", as_=played.author, query={"groupBy": "model"})).data["lines"]
    assert [(line["name"], line["tries"], line["calls"], line["costNanos"]) for line in lines] == [
        ("openai:gpt-4o", 0, 1, 300 * 2_500 + 20 * 10_000),
        ("openai:gpt-4o-mini", 1, 1, 100 * 150 + 10 * 600),
    ]
    assert sum(line["costNanos"] for line in lines) == run["summary"]["costNanos"]


KIND = '{"reason": "yes", "pass": true, "score": 1}'


async def test_a_try_that_the_budget_refused_half_way_is_counted_for_what_it_took(stage: Stage) -> None:
    dear = {"provider": "openai", "model": "gpt-4o", "parameters": {"max_tokens": 10_000}}
    case = {"vars": {"text": "a"}, "assertions": [{"type": "llm-rubric", "value": "is kind"}]}
    played = await with_key(stage, await suite(stage, case, provider=GPT))
    model_says(stage, "case", prompt_tokens=100, completion_tokens=10, total_tokens=110)
    run = await completed(stage, played, judge=dear, budgetCents=1)
    assert (run["status"], run["summary"]["results"], len(stage.http_client.sent)) == ("stopped", 0, 1)
    total = (await stage.call("get_costs", as_=played.author)).data["total"]
    assert (total["tries"], total["calls"], total["costNanos"]) == (0, 1, 100 * 150 + 10 * 600)
