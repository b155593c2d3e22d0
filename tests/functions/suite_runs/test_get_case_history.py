from typing import Any

import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import GPT, Suite, change_cases, completed, model_says, results_of, suite, with_key

pytestmark = pytest.mark.anyio

CASE: dict[str, Any] = {"vars": {"text": "Say yes"}, "assertions": [{"type": "contains", "value": "yes"}]}


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run = await completed(stage, played)
    result = (await results_of(stage, played, run["id"]))[0]
    return Arranged(as_=played.author, path={"runId": run["id"], "resultId": result["id"]})


async def history(stage: Stage, played: Suite, run: dict[str, Any]) -> dict[str, Any]:
    result = (await results_of(stage, played, run["id"]))[0]
    path = {"runId": run["id"], "resultId": result["id"]}
    return (await stage.call("get_case_history", as_=played.author, path=path)).data


async def answered(stage: Stage, played: Suite, *texts: str, **changes: Any) -> dict[str, Any]:
    model_says(stage, *texts)
    return await completed(stage, played, providers=[GPT], **{"useCache": False, **changes})


async def test_a_case_that_passes_now_and_then_is_flaky(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, CASE))
    await answered(stage, played, "yes")
    stage.clock.advance(seconds=60)
    run = await answered(stage, played, "no", "yes", repeats=2)
    found = await history(stage, played, run)
    assert [(each["outcome"], each["repeat"]) for each in found["past"]] == [
        ("passed", 0),
        ("failed", 0),
        ("passed", 1),
    ]
    assert (found["tries"], found["passed"], found["flips"], found["flaky"]) == (3, 2, 2, True)
    assert (found["low"], found["high"]) == pytest.approx((0.2077, 0.9385), abs=1e-3)


async def test_what_was_changed_is_not_flaky(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, CASE))
    await answered(stage, played, "yes")
    await change_cases(stage, played, {**CASE, "assertions": [{"type": "contains", "value": "no"}]})
    found = await history(stage, played, await answered(stage, played, "yes"))
    assert (found["tries"], found["flaky"]) == (1, False)


async def test_an_answer_out_of_the_cache_tells_nothing(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, CASE))
    await answered(stage, played, "yes", useCache=True)
    found = await history(stage, played, await completed(stage, played, providers=[GPT]))
    assert ([each["cached"] for each in found["past"]].count(True), found["tries"]) == (1, 1)


async def test_a_result_has_its_history_under_its_own_run_only(stage: Stage) -> None:
    played = await suite(stage)
    first, second = await completed(stage, played), await completed(stage, played)
    result = (await results_of(stage, played, first["id"]))[0]
    path = {"runId": second["id"], "resultId": result["id"]}
    answer = await stage.call("get_case_history", as_=played.author, path=path)
    assert (answer.status, answer.error["code"]) == (404, "case_result_not_found")
