import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import cases_that, change_cases, completed, requested, suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run = await completed(stage, played)
    return Arranged(as_=played.author, path=played.path, body={"runId": run["id"]})


async def test_a_regression_against_the_baseline_fails_the_gate(stage: Stage) -> None:
    played = await suite(stage, *cases_that(True, True, False))
    baseline = await completed(stage, played)
    body = {"runId": baseline["id"]}
    assert (await stage.call("set_card_baseline", as_=played.author, path=played.path, body=body)).status == 200
    await change_cases(stage, played, *cases_that(True, False, True))
    run = await completed(stage, played, gate={"maxRegressions": 0})
    assert (run["baselineRunId"], run["summary"]["broken"], run["summary"]["fixed"]) == (baseline["id"], 1, 1)
    assert run["verdict"] == {"passed": False, "reasons": ["1 cases passed in the baseline only, more than 0"]}
    assert (await completed(stage, played, gate={"maxRegressions": 1}))["verdict"]["passed"] is True


async def test_only_a_completed_run_of_the_card_can_be_its_baseline(stage: Stage) -> None:
    played, other = await suite(stage), await suite(stage)
    waiting = await requested(stage, played)
    answer = await stage.call("set_card_baseline", as_=played.author, path=played.path, body={"runId": waiting})
    assert (answer.status, answer.error["code"]) == (409, "suite_run_not_completed")
    others = (await completed(stage, other))["id"]
    answer = await stage.call("set_card_baseline", as_=played.author, path=played.path, body={"runId": others})
    assert (answer.status, answer.error["code"]) == (404, "suite_run_not_found")
