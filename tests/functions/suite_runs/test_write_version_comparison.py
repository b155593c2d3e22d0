from typing import Any

import pytest

from shared.domain.suite_runs.events import VersionComparisonRequested
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import GPT, Suite, cases_that, change_cases, completed, model_says, suite, with_key

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    before, now = await completed(stage, played), await completed(stage, played)
    operation = await _asked(stage, played, before, now)
    event = VersionComparisonRequested(operation_id=operation, run_id=now["id"], before=before["id"])
    return Arranged(event=event, tenant_id=played.author.tenant_id)


async def compared(stage: Stage, of: Suite, before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Return the operation as it ended."""
    operation_id = await _asked(stage, of, before, now)
    await stage.settle()
    return (await stage.call("get_operation", as_=of.author, path={"operationId": operation_id})).data


async def _asked(stage: Stage, of: Suite, before: dict[str, Any], now: dict[str, Any]) -> str:
    body = {"before": before["id"]}
    answer = await stage.call("compare_versions", as_=of.author, path={"runId": now["id"]}, body=body)
    assert answer.status == 202, answer.body
    return answer.data["id"]


async def test_what_was_fixed_is_an_effect_with_its_interval_and_p_value(stage: Stage) -> None:
    played = await suite(stage, *cases_that(*[False] * 10, True, True))
    before = await completed(stage, played)
    await change_cases(stage, played, *cases_that(*[True] * 12))
    now = await completed(stage, played)
    operation = await compared(stage, played, before, now)
    [model] = operation["result"]["models"]
    assert (model["bothPass"], model["onlyBefore"], model["onlyNow"], model["neither"]) == (2, 0, 10, 0)
    passes = model["passes"]
    assert (passes["n"], passes["effect"]) == (12, pytest.approx(10 / 12))
    assert 0 < passes["low"] < passes["effect"] <= passes["high"] <= 1
    # McNemar's exact p-value of 10 against 0, times 2 where the score is the other difference.
    assert passes["pValue"] == pytest.approx(2 * 2 / 2**10)
    assert (model["score"]["n"], model["score"]["effect"]) == (12, pytest.approx(10 / 12))
    assert model["score"]["pValue"] < 0.05


async def test_the_same_run_held_against_itself_is_no_better(stage: Stage) -> None:
    played = await suite(stage)
    run = await completed(stage, played)
    [model] = (await compared(stage, played, run, run))["result"]["models"]
    assert (model["passes"]["effect"], model["passes"]["pValue"], model["score"]["pValue"]) == (0, 1, 1)


async def test_named_metrics_are_compared_even_one_that_is_called_score(stage: Stage) -> None:
    def case(value: str) -> dict[str, Any]:
        asserted = [{"type": "contains", "value": value, "metric": "score"}, {"type": "contains", "value": "case"}]
        return {"vars": {"text": "case"}, "assertions": asserted}

    played = await suite(stage, case("none"))
    before = await completed(stage, played)
    await change_cases(stage, played, case("case"))
    now = await completed(stage, played)
    [model] = (await compared(stage, played, before, now))["result"]["models"]
    assert (model["score"]["effect"], model["metrics"]["score"]["effect"]) == (0.5, 1.0)
    assert (model["score"]["low"], model["leftOut"]) == (None, [])


async def test_tries_that_came_to_nothing_are_counted_and_not_compared(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True, True), provider=GPT))
    model_says(stage, "case", "case")
    before = await completed(stage, played)
    model_says(stage, "case")
    model_says(stage, "", status=400, body=b'{"error": {"message": "no"}}')
    now = await completed(stage, played, useCache=False)
    assert now["summary"]["errors"] == 1
    [model] = (await compared(stage, played, before, now))["result"]["models"]
    assert (model["errors"], model["errorsBefore"], model["unpaired"], model["passes"]["n"]) == (1, 0, 1, 1)
    assert model["model"]["model"] == "gpt-4o-mini"


async def test_runs_without_a_case_in_common_can_not_be_compared(stage: Stage) -> None:
    played = await suite(stage, *cases_that(True))
    before = await completed(stage, played)
    await change_cases(stage, played, {"vars": {"text": "another"}})
    operation = await compared(stage, played, before, await completed(stage, played))
    assert (operation["status"], operation["error"]["code"]) == ("failed", "nothing_in_common")
