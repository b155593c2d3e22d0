from typing import Any

import pytest

from shared.auth.roles import Role
from shared.runtime.service_metrics import MAX_ENDPOINTS
from tests.fixtures.service_alerts import minute, passes, watched
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    await watched(stage)
    await minute(stage)
    return Arranged(as_=await staff_member(stage))


async def metrics(stage: Stage, window: str = "1h") -> Any:
    return (await stage.call("get_service_metrics", as_=await staff_member(stage), query={"window": window})).data


async def test_before_anything_was_counted_there_are_no_figures(stage: Stage) -> None:
    assert await metrics(stage) == {
        "window": "1h",
        "measuredTo": None,
        "points": [],
        "calledMinutes": 15,
        "areas": [],
        "endpoints": [],
    }


async def test_each_minute_tells_its_requests_failures_and_how_long_they_took(stage: Stage) -> None:
    await watched(stage)
    stage.composition.metrics.note_caller("user:1", changed=False)
    stage.composition.metrics.note_execution("python", 1.0)
    stage.composition.metrics.note_query("get", "things", 0.04, failed=False)
    await minute(stage, requests=10, errors=2, seconds=0.1)
    await minute(stage, requests=10, seconds=3)
    await passes(stage)
    fast, slow, idle = (await metrics(stage))["points"][-3:]
    assert (fast["requests"], fast["errors"], fast["active"], fast["executions"]) == (10, 2, 1, 1)
    assert fast["latency"] == {"p50": 100, "p95": 190, "p99": 198}
    assert fast["execution"]["p50"] == 1_000
    assert fast["databaseMeanMs"] == 40
    assert slow["latency"] == {"p50": 2_000, "p95": 2_000, "p99": 2_000}
    assert idle["latency"] == {"p50": None, "p95": None, "p99": None}
    assert (idle["requests"], idle["databaseMeanMs"], idle["active"]) == (0, None, 1)


@pytest.mark.parametrize("window", ["6h", "30d"])
async def test_longer_windows_are_told_by_hours_and_days_with_the_most_callers_at_once(
    stage: Stage, window: str
) -> None:
    await watched(stage)
    stage.composition.metrics.note_caller("user:1", changed=False)
    await minute(stage, requests=10)
    await passes(stage, 7)
    await minute(stage, requests=5)
    points = (await metrics(stage, window))["points"]
    assert sum(each["requests"] for each in points) == 15
    assert max(each["active"] for each in points) == 1
    assert len(points) <= 2


async def test_endpoints_of_the_last_minutes_are_told_by_area_the_most_asked_first(stage: Stage) -> None:
    noted = stage.composition.metrics.note_request
    for seconds in (0.1, 0.4):
        for _ in range(3):
            noted("list_cards", "GET", "/v1/cards", 200, seconds, tenant_id=None)
        await stage.composition.service_counts.flush()
    noted("get_card", "GET", "/v1/cards/{cardId}", 200, 3, tenant_id=None)
    noted("get_exam", "GET", "/v1/exams/{examId}", 503, 0.1, tenant_id=None)
    await stage.composition.service_counts.flush()
    told = await metrics(stage)
    cards, card, exams = [each for each in told["endpoints"] if each["area"] in ("cards", "exams")]
    assert (cards["endpoint"], cards["requests"], cards["errors"]) == ("GET /v1/cards", 6, 0)
    assert cards["latency"]["p50"] == 200
    assert (card["endpoint"], card["latency"]["p50"]) == ("GET /v1/cards/{cardId}", 2_000)
    assert (exams["endpoint"], exams["requests"], exams["errors"]) == ("GET /v1/exams/{examId}", 1, 1)
    areas = [(each["area"], each["endpoint"], each["requests"]) for each in told["areas"]]
    assert [each for each in areas if each[0] in ("cards", "exams")] == [("cards", None, 7), ("exams", None, 1)]
    stage.clock.advance(minutes=17)
    assert (await metrics(stage))["endpoints"] == []


async def test_of_too_many_endpoints_the_rest_are_told_as_one(stage: Stage) -> None:
    for number in range(MAX_ENDPOINTS + 5):
        stage.composition.metrics.note_request("f", "GET", f"/v1/f{number}", 200, 0.1, tenant_id=None)
    await stage.composition.service_counts.flush()
    endpoints = (await metrics(stage))["endpoints"]
    assert len(endpoints) == MAX_ENDPOINTS + 1
    assert (endpoints[0]["endpoint"], endpoints[0]["area"], endpoints[0]["requests"]) == ("other", None, 5)


async def test_nobody_else_sees_them(stage: Stage) -> None:
    assert (await stage.call("get_service_metrics", as_=await stage.member(Role.OWNER))).status == 403
