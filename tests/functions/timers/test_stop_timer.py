import asyncio
from datetime import UTC, datetime

import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import later, started, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    _, person, path = await worker(stage)
    timer_id = await started(stage, person, path)
    stage.clock.advance(minutes=30)
    return Arranged(as_=person, path={"timerId": timer_id}, body={"note": "Packed"})


async def test_a_timer_that_is_stopped_on_two_devices_books_its_time_once(stage: Stage) -> None:
    call = await arrange(stage)
    answers = await asyncio.gather(*(stage.arranged("stop_timer", call) for _ in range(3)))
    stage.clock.advance(minutes=10)
    answers.append(await stage.arranged("stop_timer", call))
    assert {(len(each.data["entries"]), each.data["entries"][0]["seconds"]) for each in answers} == {(1, 1800)}
    [entry] = await stage.documents("timeEntries")
    assert (entry["note"], entry["seconds"], entry["day"]) == ("Packed", 1800, "2026-03-02")


async def test_time_over_midnight_belongs_to_both_days_of_the_persons_zone(stage: Stage) -> None:
    stage.clock.time = datetime(2026, 3, 1, 13, 30, tzinfo=UTC)
    _, person, path = await worker(stage, zone="Asia/Tokyo")
    timer_id = await started(stage, person, path)
    person = await later(stage, person, hours=3)
    stopped = (await stage.call("stop_timer", as_=person, path={"timerId": timer_id}, body={})).data
    assert [(each["day"], each["seconds"]) for each in stopped["entries"]] == [
        ("2026-03-01", 5400),
        ("2026-03-02", 5400),
    ]
    sheets = {sheet["weekOf"]: sheet["seconds"] for sheet in await stage.documents("timesheets")}
    assert sheets == {"2026-02-23": 5400, "2026-03-02": 5400}


async def test_a_night_in_which_clocks_are_put_forward_lasts_as_long_as_it_did(stage: Stage) -> None:
    stage.clock.time = datetime(2026, 3, 28, 22, 0, tzinfo=UTC)
    _, person, path = await worker(stage, zone="Europe/Berlin")
    timer_id = await started(stage, person, path)
    person = await later(stage, person, hours=4)
    stopped = (await stage.call("stop_timer", as_=person, path={"timerId": timer_id}, body={})).data
    assert [(each["day"], each["seconds"]) for each in stopped["entries"]] == [
        ("2026-03-28", 3600),
        ("2026-03-29", 10800),
    ]


async def test_of_a_forgotten_timer_twelve_hours_count_and_that_is_told(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.as_ = await later(stage, call.as_, hours=30)
    stopped = (await stage.arranged("stop_timer", call)).data
    assert (stopped["timer"]["capped"], sum(each["seconds"] for each in stopped["entries"])) == (True, 12 * 3600)


async def test_a_project_that_was_archived_since_does_not_lose_the_time(stage: Stage) -> None:
    admin, person, path = await worker(stage)
    timer_id = await started(stage, person, path)
    stage.clock.advance(minutes=5)
    await stage.call("archive_project", as_=admin, path={"projectId": path["projectId"]})
    stopped = await stage.call("stop_timer", as_=person, path={"timerId": timer_id}, body={})
    assert stopped.data["entries"][0]["seconds"] == 300


async def test_somebody_elses_timer_is_not_there(stage: Stage) -> None:
    call = await arrange(stage)
    _, other, path = await worker(stage)
    await started(stage, other, path)
    answer = await stage.call("stop_timer", as_=other, path=call.path, body={})
    assert (answer.status, answer.error["code"]) == (404, "timer_not_found")
