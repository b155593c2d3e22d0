import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import started, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    _, person, path = await worker(stage)
    await started(stage, person, path)
    return Arranged(as_=person)


async def test_a_timer_runs_until_it_is_stopped(stage: Stage) -> None:
    call = await arrange(stage)
    timer = (await stage.arranged("get_running_timer", call)).data["timer"]
    assert (timer["startedAt"], timer["countsUntil"]) == ("2026-03-02T09:00:00Z", "2026-03-02T21:00:00Z")
    await stage.call("stop_timer", as_=call.as_, path={"timerId": timer["id"]}, body={})
    assert (await stage.arranged("get_running_timer", call)).data == {"timer": None}
