import pytest

from shared.domain.time_tracking.events import TimerOverran
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import later, started, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    _, person, path = await worker(stage)
    timer_id = await started(stage, person, path)
    person = await later(stage, person, hours=12)
    event = TimerOverran(member_id=person.user_id, timer_id=timer_id)
    return Arranged(as_=person, event=event, tenant_id=person.tenant_id)


async def test_a_timer_that_runs_for_twelve_hours_is_stopped_and_its_owner_told(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.settle()
    assert (await stage.call("get_running_timer", as_=call.as_)).data == {"timer": None}
    [timer] = await stage.documents("timers")
    assert (timer["capped"], sum(entry["seconds"] for entry in await stage.documents("timeEntries"))) == (True, 43200)
    [told] = await stage.documents("notifications")
    assert (told["kind"], told["values"]["task"]) == ("timer_stopped", "Pack the books")


async def test_a_timer_that_was_stopped_or_followed_by_another_is_left_alone(stage: Stage) -> None:
    _, person, path = await worker(stage)
    first = await started(stage, person, path)
    stage.clock.advance(minutes=1)
    await stage.call("stop_timer", as_=person, path={"timerId": first}, body={})
    person = await later(stage, person, hours=11, minutes=30)
    second = await started(stage, person, path)
    person = await later(stage, person, minutes=45)
    await stage.settle()
    assert (await stage.call("get_running_timer", as_=person)).data["timer"]["id"] == second
    assert await stage.documents("notifications") == []
