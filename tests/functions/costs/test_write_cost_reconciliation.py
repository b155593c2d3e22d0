from typing import Any

import pytest

from shared.domain.suite_runs.events import CostReconciliationRequested
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import GPT, Suite, cases_that, completed, model_says, requested, suite, with_key

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run = await completed(stage, played)
    asked = await stage.call("reconcile_costs", as_=played.author, path={"runId": run["id"]})
    event = CostReconciliationRequested(operation_id=asked.data["id"], run_id=run["id"])
    return Arranged(event=event, tenant_id=played.author.tenant_id)


async def reconciled(stage: Stage, of: Suite, run_id: str) -> dict[str, Any]:
    asked = await stage.call("reconcile_costs", as_=of.author, path={"runId": run_id})
    assert asked.status == 202, asked.body
    await stage.settle()
    operation = (await stage.call("get_operation", as_=of.author, path={"operationId": asked.data["id"]})).data
    assert operation["status"] == "succeeded"
    return operation["result"]


async def test_a_run_with_repeats_judges_and_a_refusal_half_way_agrees(stage: Stage) -> None:
    judge = {"provider": "openai", "model": "gpt-4o", "parameters": {"max_tokens": 10_000}}
    judged = {"vars": {"text": "a"}, "assertions": [{"type": "llm-rubric", "value": "is kind"}]}
    played = await with_key(stage, await suite(stage, *cases_that(True, False), judged, provider=GPT))
    model_says(stage, *["case"] * 6, prompt_tokens=100, completion_tokens=10, total_tokens=110)
    run = await completed(stage, played, judge=judge, budgetCents=1, repeats=2)
    assert run["status"] == "stopped"
    result = await reconciled(stage, played, run["id"])
    assert (result["agrees"], result["differences"]) == (True, [])
    [line] = result["models"]
    assert line["stored"]["calls"] > line["stored"]["tries"] > 0
    assert line["stored"] == line["counted"]


async def test_what_was_not_counted_is_told_by_model(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True), provider=GPT))
    model_says(stage, "case", prompt_tokens=100, completion_tokens=10, total_tokens=110)
    run_id = await requested(stage, played)
    await stage.settle(but=("count_case_cost",))
    asked = await stage.call("reconcile_costs", as_=played.author, path={"runId": run_id})
    await stage.settle(but=("count_case_cost",))
    operation = (await stage.call("get_operation", as_=played.author, path={"operationId": asked.data["id"]})).data
    [difference] = operation["result"]["differences"]
    assert operation["result"]["agrees"] is False
    assert difference == {
        "model": "openai:gpt-4o-mini",
        "tries": -1,
        "calls": -1,
        "promptTokens": -100,
        "completionTokens": -10,
        "costNanos": -(100 * 150 + 10 * 600),
    }
