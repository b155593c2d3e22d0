import asyncio

import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, task
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import WEEK, started, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    _, person, path = await worker(stage)
    return Arranged(as_=person, path=path, body={"note": "Packing"})


async def test_a_double_click_on_two_devices_starts_one_timer(stage: Stage) -> None:
    call = await arrange(stage)
    answers = await asyncio.gather(*(stage.arranged("start_timer", call) for _ in range(4)))
    assert {answer.status for answer in answers} == {200}
    assert len({answer.data["timer"]["id"] for answer in answers}) == 1
    assert len(await stage.documents("timers")) == 1


async def test_a_second_timer_is_refused_or_takes_over_and_books_the_first(stage: Stage) -> None:
    admin, person, path = await worker(stage)
    first = await started(stage, person, path)
    stage.clock.advance(minutes=20)
    other = {**path, "taskId": await task(stage, admin, path["projectId"])}
    refused = await stage.call("start_timer", as_=person, path=other, body={})
    assert (refused.status, refused.error["code"]) == (409, "timer_running")
    taken = (await stage.call("start_timer", as_=person, path=other, body={"takeOver": True})).data
    assert [(entry["taskId"], entry["seconds"]) for entry in taken["booked"]] == [(path["taskId"], 1200)]
    assert (taken["timer"]["taskId"], taken["timer"]["id"] != first) == (other["taskId"], True)


async def test_who_observes_a_project_or_is_not_in_it_starts_none(stage: Stage) -> None:
    admin, _, path = await worker(stage)
    observer = await joined(stage, admin, path["projectId"], place="observer")
    stranger = await stage.member(Role.MEMBER, tenant_id=admin.tenant_id)
    refused = await stage.call("start_timer", as_=observer, path=path, body={})
    assert (refused.status, refused.error["code"]) == (409, "not_contributor")
    assert (await stage.call("start_timer", as_=stranger, path=path, body={})).status == 404


async def test_no_timer_starts_in_a_week_that_was_submitted(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("submit_timesheet", as_=call.as_, path={"weekOf": WEEK})
    refused = await stage.arranged("start_timer", call)
    assert (refused.status, refused.error["code"]) == (409, "timesheet_locked")
