import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import (
    GPT,
    cases_that,
    change_cases,
    completed,
    model_says,
    suite,
    with_key,
)

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    before, now = await completed(stage, played), await completed(stage, played)
    return Arranged(as_=played.author, path={"runId": now["id"]}, query={"before": before["id"]})


async def test_each_case_was_fixed_broken_added_or_is_the_same(stage: Stage) -> None:
    played = await suite(stage, *cases_that(True, True, False))
    before = await completed(stage, played)
    changed = [*cases_that(True, False, True), {"vars": {"text": "one more"}}]
    await change_cases(stage, played, *changed)
    now = await completed(stage, played)
    query = {"before": before["id"]}
    answer = await stage.call("compare_suite_runs", as_=played.author, path={"runId": now["id"]}, query=query)
    assert [(each["change"], each["score"], each["scoreDelta"]) for each in answer.data] == [
        ("same", 1.0, 0.0),
        ("broken", 0.0, -1.0),
        ("fixed", 1.0, 1.0),
        ("added", 1.0, None),
    ]


async def test_a_case_that_passes_sometimes_is_flaky_and_does_not_pass(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True), provider=GPT))
    model_says(stage, "case", "case", "other", "case")
    before = await completed(stage, played, repeats=2)
    now = await completed(stage, played, repeats=2, useCache=False)
    query = {"before": before["id"]}
    answer = await stage.call("compare_suite_runs", as_=played.author, path={"runId": now["id"]}, query=query)
    [compared] = answer.data
    assert (compared["change"], compared["flaky"], compared["passed"], compared["passedBefore"]) == (
        "broken",
        True,
        1,
        2,
    )
    assert (now["summary"]["flaky"], now["summary"]["passAt"], now["summary"]["passAll"]) == (
        1,
        {"1": 0.5, "2": 1.0},
        {"1": 0.5, "2": 0.0},
    )
