from datetime import timedelta

import pytest

from shared.domain.suite_runs.events import SuiteCaseCompleted
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import cases_that, completed, requested, suite

pytestmark = pytest.mark.anyio


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
