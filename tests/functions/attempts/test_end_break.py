from datetime import datetime, timedelta

import pytest

from tests.fixtures.attempts import again, attempt_with_breaks, save
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_with_breaks(stage)
    await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
    return Arranged(as_=sitting.candidate, path=sitting.path)


async def test_only_the_minutes_that_were_used_move_the_deadline(stage: Stage) -> None:
    call = await arrange(stage)
    began = stage.clock.now()
    stage.clock.advance(minutes=4)
    answer = await stage.call("end_break", as_=call.as_, path=call.path)
    assert datetime.fromisoformat(answer.data["deadline"]) == began + timedelta(minutes=64)


async def test_one_can_write_again(stage: Stage) -> None:
    sitting = await attempt_with_breaks(stage)
    await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
    await stage.call("end_break", as_=sitting.candidate, path=sitting.path)
    assert (await save(stage, sitting)).status == 200


async def test_the_attempt_is_closed_at_the_earlier_deadline_whenever_the_alarm_was_set(stage: Stage) -> None:
    sitting = await attempt_with_breaks(stage, minutes=30)
    stage.clock.advance(minutes=55)
    await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
    stage.clock.advance(minutes=10)
    await stage.settle()
    back = await again(stage, sitting)
    assert (await stage.call("end_break", as_=back.candidate, path=sitting.path)).status == 200
    stage.clock.advance(minutes=5, seconds=5)
    await stage.settle()
    [attempt] = await stage.documents("attempts")
    assert attempt["closedBy"] == "deadline"


async def test_where_no_break_is_on_there_is_none_to_end(stage: Stage) -> None:
    sitting = await attempt_with_breaks(stage, minutes=15)
    for minutes in (0, 15):
        stage.clock.advance(minutes=minutes)
        answer = await stage.call("end_break", as_=sitting.candidate, path=sitting.path)
        assert (answer.status, answer.error["code"]) == (409, "not_on_break")
        await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
