from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.service_alerts import a_critical_alert, minute, passes, watched
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    await watched(stage)
    await minute(stage)
    return Arranged(as_=await staff_member(stage))


async def levels(stage: Stage) -> Any:
    return (await stage.call("get_service_levels", as_=await staff_member(stage))).data


async def test_the_targets_are_those_that_are_promised(stage: Stage) -> None:
    told = await levels(stage)
    assert {each["name"]: each["target"] for each in told["objectives"]} == {
        "availability": 0.999,
        "errors": 0.999,
        "latency-p50": 0.5,
        "latency-p95": 0.95,
        "latency-p99": 0.99,
        "execution-p50": 0.5,
        "execution-p95": 0.95,
        "execution-p99": 0.99,
        "completion": 0.92,
    }
    assert (told["databaseMeanMs"]["target"], told["repairMinutes"]["target"]) == (100, 15)
    assert (told["hoursBetweenFailures"]["target"], told["measuredTo"]) == (720, None)
    assert {each["attainedHour"] for each in told["objectives"]} == {None}


async def test_what_was_attained_and_how_fast_the_budget_burns_is_told_over_three_windows(stage: Stage) -> None:
    await watched(stage)
    await minute(stage, requests=990)
    await minute(stage, requests=10, errors=10)
    found = {each["name"]: each for each in (await levels(stage))["objectives"]}
    errors = found["errors"]
    assert [errors[name] for name in ("attainedHour", "attainedSixHours", "attainedThirtyDays")] == [0.99] * 3
    assert errors["burnRateHour"] == pytest.approx(10)
    assert errors["budgetLeft"] == pytest.approx(-9)
    assert found["latency-p95"]["attainedHour"] == 1
    assert found["completion"]["attainedHour"] is None
    await passes(stage, 60)
    found = {each["name"]: each for each in (await levels(stage))["objectives"]}
    assert found["errors"]["attainedHour"] is None
    assert found["errors"]["attainedSixHours"] == pytest.approx(0.99, abs=0.001)
    assert found["availability"]["attainedSixHours"] == pytest.approx(61 / 62)


async def test_a_mean_of_the_stores_time_is_told(stage: Stage) -> None:
    await watched(stage)
    for seconds in (0.05, 0.15, 0.25):
        stage.composition.metrics.note_query("get", "things", seconds, failed=False)
    await minute(stage)
    assert (await levels(stage))["databaseMeanMs"]["attained"] == 150


async def test_repairs_are_told_by_how_long_critical_alerts_lasted(stage: Stage) -> None:
    await a_critical_alert(stage)
    for _ in range(3):
        await minute(stage, failures=11)
    await passes(stage, 56)
    await minute(stage, failures=11)
    told = await levels(stage)
    assert told["repairMinutes"]["attained"] == 4
    assert told["hoursBetweenFailures"]["attained"] == 1


async def test_nobody_else_sees_them(stage: Stage) -> None:
    assert (await stage.call("get_service_levels", as_=await stage.member(Role.OWNER))).status == 403
