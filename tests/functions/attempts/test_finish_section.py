import asyncio

import pytest

from tests.fixtures.assessments import answer_number, in_section, sitting_of
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await sitting_of(stage, None, None)
    return Arranged(as_=sitting.candidate, path={**sitting.path, "section": "2"}, body={})


@pytest.mark.parametrize("limit", [None, 10])
async def test_a_finished_section_is_locked(stage: Stage, limit: int | None) -> None:
    sitting = await sitting_of(stage, limit, None)
    await in_section(stage, "start_section", sitting, 1)
    assert (await answer_number(stage, sitting)).status == 200
    answer = await in_section(stage, "finish_section", sitting, 1)
    assert answer.data["sections"][0]["state"] == "ended"
    late = await answer_number(stage, sitting, revision=2)
    assert (late.status, late.error["code"]) == (409, "section_ended")
    again = await in_section(stage, "start_section", sitting, 1)
    assert (again.status, again.error["code"]) == (409, "section_ended")


async def test_what_was_answered_can_still_be_read(stage: Stage) -> None:
    sitting = await sitting_of(stage, 10, 10)
    await in_section(stage, "start_section", sitting, 1)
    await answer_number(stage, sitting)
    await in_section(stage, "finish_section", sitting, 1)
    seen = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert [each["answer"]["response"]["value"] for each in seen.data["questions"]] == ["3.14"]


async def test_finishing_twice_is_finishing_once(stage: Stage) -> None:
    call = await arrange(stage)
    first = await stage.arranged("finish_section", call)
    stage.clock.advance(minutes=1)
    again = await stage.arranged("finish_section", call)
    assert again.data["sections"] == first.data["sections"]


async def test_a_section_that_waits_is_not_finished(stage: Stage) -> None:
    sitting = await sitting_of(stage, 10, 10)
    answer = await in_section(stage, "finish_section", sitting, 1)
    assert (answer.status, answer.error["code"]) == (409, "section_not_started")


async def test_a_save_that_was_acknowledged_lies_before_the_end_of_its_section(stage: Stage) -> None:
    sitting = await sitting_of(stage, None, None)
    saved, finished = await asyncio.gather(
        answer_number(stage, sitting), in_section(stage, "finish_section", sitting, 1)
    )
    assert finished.status == 200
    answers = await stage.documents("answers")
    assert (saved.status, len(answers)) in [(200, 1), (409, 0)]
