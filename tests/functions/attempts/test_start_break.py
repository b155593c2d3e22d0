from datetime import timedelta

import pytest

from tests.fixtures.attempts import (
    again,
    attempt_with_breaks,
    finish,
    replay,
    running_attempt,
    save,
    written,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_with_breaks(stage)
    return Arranged(as_=sitting.candidate, path=sitting.path)


async def test_the_clock_stands_for_the_whole_break(stage: Stage) -> None:
    sitting = await attempt_with_breaks(stage, minutes=15)
    began = stage.clock.now()
    stage.clock.advance(minutes=10)
    await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
    shown = await stage.document(sitting.document("attemptStatus"))
    assert shown is not None
    assert shown["deadline"] == began + timedelta(minutes=75)
    assert shown["time"]["breakEndsAt"] == began + timedelta(minutes=25)
    assert shown["time"]["breaksLeft"] == 0


async def test_nothing_is_written_or_run_in_a_break(stage: Stage) -> None:
    sitting = await attempt_with_breaks(stage)
    await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
    run = {"language": "python", "source": "print(1)"}
    for answer in (
        await save(stage, sitting),
        await replay(stage, sitting, written(sitting, 0, 1)),
        await stage.call("run_answer", as_=sitting.candidate, path=sitting.answer_path(), body=run),
    ):
        assert (answer.status, answer.error["code"]) == (409, "attempt_on_break")
    assert await stage.documents("answers") == []


async def test_a_break_ends_by_itself(stage: Stage) -> None:
    sitting = await attempt_with_breaks(stage, minutes=15)
    await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
    stage.clock.advance(minutes=15)
    assert (await save(stage, sitting)).status == 200


async def test_the_attempt_is_closed_when_its_time_without_the_break_is_over(stage: Stage) -> None:
    sitting = await attempt_with_breaks(stage, minutes=15)
    await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
    stage.clock.advance(minutes=75)
    await stage.settle()
    assert (await save(stage, await again(stage, sitting))).status == 200
    stage.clock.advance(seconds=5)
    await stage.settle()
    [attempt] = await stage.documents("attempts")
    assert (attempt["closedBy"], attempt["points"]) == ("deadline", "10.00")


async def test_there_are_as_many_as_were_granted(stage: Stage) -> None:
    sitting = await attempt_with_breaks(stage, breaks=2, minutes=5)
    for _ in range(2):
        assert (await stage.call("start_break", as_=sitting.candidate, path=sitting.path)).status == 200
        stage.clock.advance(minutes=5)
    answer = await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
    assert (answer.status, answer.error["code"]) == (409, "no_break_left")


async def test_most_candidates_have_none(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
    assert answer.error["code"] == "no_break_left"


async def test_a_break_in_a_break_is_none(stage: Stage) -> None:
    sitting = await attempt_with_breaks(stage, breaks=2)
    await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
    answer = await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
    assert answer.error["code"] == "attempt_on_break"


async def test_a_break_is_no_way_past_the_deadline(stage: Stage) -> None:
    sitting = await attempt_with_breaks(stage)
    stage.clock.advance(minutes=60, seconds=6)
    late = await again(stage, sitting)
    answer = await stage.call("start_break", as_=late.candidate, path=sitting.path)
    assert answer.error["code"] == "attempt_deadline_passed"


async def test_one_can_hand_in_from_a_break(stage: Stage) -> None:
    sitting = await attempt_with_breaks(stage)
    await stage.call("start_break", as_=sitting.candidate, path=sitting.path)
    assert (await finish(stage, sitting)).data["status"] == "submitted"
