import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import booked, submitted, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, _, _ = await submitted(stage)
    return Arranged(as_=admin)


async def test_members_list_their_own_weeks_and_who_reviews_time_those_that_wait(stage: Stage) -> None:
    admin, person, path = await worker(stage)
    for day in ("2026-03-02", "2026-02-24", "2026-02-17"):
        await booked(stage, person, path, day=day, minutes=5)
    await stage.call("submit_timesheet", as_=person, path={"weekOf": "2026-02-23"})
    own = (await stage.call("list_timesheets", as_=person, query={"weekUntil": "2026-03-02"})).data
    assert [each["weekOf"] for each in own] == ["2026-02-23", "2026-02-16"]
    waiting = (await stage.call("list_timesheets", as_=admin, query={"status": "submitted"})).data
    assert [(each["createdBy"], each["weekOf"]) for each in waiting] == [(person.user_id, "2026-02-23")]
    others = await stage.call("list_timesheets", as_=person, query={"memberId": admin.user_id})
    assert {each["createdBy"] for each in others.data} == {person.user_id}
