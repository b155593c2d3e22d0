import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import WEEK, booked, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    _, person, path = await worker(stage)
    body = {"startedAt": "2026-03-02T07:00:00Z", "endedAt": "2026-03-02T08:30:00Z", "note": "Packing"}
    return Arranged(as_=person, path=path, body=body)


async def test_what_overlaps_is_told_and_counts(stage: Stage) -> None:
    call = await arrange(stage)
    first = (await stage.arranged("create_time_entry", call)).data
    call.body = {"startedAt": "2026-03-02T08:00:00Z", "endedAt": "2026-03-02T09:00:00Z"}
    second = (await stage.arranged("create_time_entry", call)).data
    call.body = {"startedAt": "2026-03-02T05:00:00Z", "endedAt": "2026-03-02T07:00:00Z"}
    before = (await stage.arranged("create_time_entry", call)).data
    assert (first["overlaps"], second["overlaps"], before["overlaps"]) == ([], [first["items"][0]["id"]], [])
    [sheet] = await stage.documents("timesheets")
    assert sheet["seconds"] == 5400 + 3600 + 7200


async def test_time_over_midnight_is_an_entry_for_each_day(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"startedAt": "2026-02-28T23:00:00+01:00", "endedAt": "2026-03-01T02:00:00+01:00"}
    items = (await stage.arranged("create_time_entry", call)).data["items"]
    assert [(each["day"], each["seconds"]) for each in items] == [("2026-02-28", 7200), ("2026-03-01", 3600)]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"startedAt": "2026-03-02T08:00:00Z", "endedAt": "2026-03-02T09:00:01Z"}, "in_the_future"),
        ({"day": "2026-03-03", "minutes": 5}, "in_the_future"),
        ({"day": "0001-01-01", "minutes": 5}, "too_early"),
        ({"day": "9999-12-31", "minutes": 5}, "in_the_future"),
        ({"startedAt": "2026-03-02T08:00:00Z", "endedAt": "2026-03-02T08:00:00Z"}, "bad_length"),
        ({"startedAt": "2026-02-20T08:00:00Z", "endedAt": "2026-02-21T08:00:01Z"}, "bad_length"),
        ({"startedAt": "0001-01-01T00:00:00+14:00", "endedAt": "0001-01-01T01:00:00+14:00"}, "too_early"),
    ],
)
async def test_what_was_not_worked_yet_or_cannot_have_been_is_refused(
    stage: Stage, body: dict[str, object], code: str
) -> None:
    call = await arrange(stage)
    call.body = body
    answer = await stage.arranged("create_time_entry", call)
    assert (answer.status, answer.error["details"][0]["code"]) == (400, code)
    assert await stage.documents("timeEntries") == []


@pytest.mark.parametrize("body", [{}, {"day": WEEK}, {"startedAt": "2026-03-02T08:00:00Z", "minutes": 5}])
async def test_half_of_a_time_is_refused(stage: Stage, body: dict[str, object]) -> None:
    call = await arrange(stage)
    call.body = body
    answer = await stage.arranged("create_time_entry", call)
    assert (answer.status, answer.error["code"]) == (400, "bad_time")


async def test_no_day_has_more_hours_than_a_day(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"day": WEEK, "minutes": 1_440}
    await stage.arranged("create_time_entry", call)
    call.body = {"day": WEEK, "minutes": 61}
    answer = await stage.arranged("create_time_entry", call)
    assert (answer.status, answer.error["code"]) == (409, "day_full")


async def test_tasks_and_projects_show_what_was_booked_on_them(stage: Stage) -> None:
    admin, person, path = await worker(stage)
    await booked(stage, person, path, day=WEEK, minutes=90)
    await booked(stage, person, path, day="2026-03-01", minutes=10)
    await stage.settle()
    assert (await stage.call("get_task", as_=admin, path=path)).data["actualHours"] == "1.67"
    time = (await stage.call("get_project_time", as_=admin, path={"projectId": path["projectId"]})).data
    assert (time["seconds"], time["unratedSeconds"], time["costs"]) == (6000, 6000, [])
