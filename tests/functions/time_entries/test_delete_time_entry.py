import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import WEEK, booked, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    _, person, path = await worker(stage)
    entry = await booked(stage, person, path)
    return Arranged(as_=person, path={"entryId": entry["id"]})


async def test_what_is_deleted_counts_nowhere(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("delete_time_entry", call)
    await stage.settle()
    [sheet], [task] = await stage.documents("timesheets"), await stage.documents("tasks")
    assert (sheet["seconds"], sheet["entryCount"], task["actualHours"]) == (0, 0, "0.00")
    assert await stage.documents("timeEntries") == []


async def test_an_entry_of_a_week_that_was_submitted_is_not_deleted(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("submit_timesheet", as_=call.as_, path={"weekOf": WEEK})
    answer = await stage.arranged("delete_time_entry", call)
    assert (answer.status, answer.error["code"]) == (409, "timesheet_locked")
    assert len(await stage.documents("timeEntries")) == 1
