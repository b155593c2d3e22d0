import asyncio

import pytest

from tests.fixtures.ab_tests import planned, running
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    test = await running(stage)
    await test.expose("ann")
    return Arranged(as_=test.program, path=test.path, body={"unitId": "ann", "metric": "stars", "value": 4.5})


async def test_an_outcome_told_again_and_again_counts_once(stage: Stage) -> None:
    test = await running(stage)
    await test.expose("ann")
    answers = await asyncio.gather(*(test.record("ann", "bought", 1) for _ in range(5)))
    stage.clock.advance(minutes=5)
    again = await test.record("ann", "bought", 1)
    assert {answer.status for answer in (*answers, again)} == {200}
    assert again.data["recordedAt"] == answers[0].data["recordedAt"]
    assert sum(each["metrics"][0]["n"] for each in (await test.results())["variants"]) == 1


async def test_the_first_outcome_of_a_unit_stays(stage: Stage) -> None:
    test = await running(stage)
    await test.expose("ann")
    await test.record("ann", "stars", 4)
    other = await test.record("ann", "stars", 5)
    assert (other.status, other.error["code"]) == (409, "outcome_recorded")


async def test_a_unit_that_was_not_exposed_has_no_outcome(stage: Stage) -> None:
    test = await running(stage)
    answer = await test.record("ann", "bought", 1)
    assert (answer.status, answer.error["code"]) == (409, "unit_not_exposed")
    assert sum(each["metrics"][0]["n"] for each in (await test.results())["variants"]) == 0


@pytest.mark.parametrize(
    ("metric", "value", "status", "code"),
    [
        ("stars", 5.1, 400, "invalid_input"),
        ("stars", 0, 400, "invalid_input"),
        ("bought", 0.5, 400, "invalid_input"),
        ("profit", 1, 404, "metric_not_found"),
    ],
)
async def test_what_the_plan_does_not_know_is_refused(
    stage: Stage, metric: str, value: float, status: int, code: str
) -> None:
    test = await running(stage)
    await test.expose("ann")
    before = await stage.snapshot()
    answer = await test.record("ann", metric, value)
    assert (answer.status, answer.error["code"]) == (status, code)
    assert await stage.snapshot() == before


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", '"1"'])
async def test_a_value_is_a_finite_number(stage: Stage, value: str) -> None:
    call = await arrange(stage)
    raw = f'{{"unitId": "ann", "metric": "stars", "value": {value}}}'.encode()
    assert (await stage.call("record_outcome", as_=call.as_, path=call.path, raw=raw)).status == 400


async def test_a_draft_takes_no_outcomes(stage: Stage) -> None:
    test = await planned(stage)
    answer = await test.record("ann", "bought", 1)
    assert (answer.status, answer.error["code"]) == (409, "ab_test_closed")
