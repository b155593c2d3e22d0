import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, results_of, suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run = await completed(stage, played)
    [result] = await results_of(stage, played, run["id"], outcome="failed")
    return Arranged(as_=played.author, path={"runId": run["id"], "resultId": result["id"]})


async def test_a_result_has_prompt_output_and_each_assertion(stage: Stage) -> None:
    result = (await stage.arranged("get_case_result", await arrange(stage))).data["result"]
    assert (result["prompt"], result["output"]) == ("case 1", "case 1")
    [asserted] = result["assertions"]
    assert (asserted["type"], asserted["passed"], asserted["score"]) == ("contains", False, 0.0)


async def test_a_result_is_found_under_its_own_run_only(stage: Stage) -> None:
    played = await suite(stage)
    first, second = await completed(stage, played), await completed(stage, played)
    result = (await results_of(stage, played, first["id"]))[0]
    path = {"runId": second["id"], "resultId": result["id"]}
    answer = await stage.call("get_case_result", as_=played.author, path=path)
    assert (answer.status, answer.error["code"]) == (404, "case_result_not_found")
