from datetime import datetime, timedelta

import pytest

from tests.fixtures.assessments import answer_number, in_section, sitting_of
from tests.fixtures.attempts import finish
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await sitting_of(stage, 10, 20)
    return Arranged(as_=sitting.candidate, path={**sitting.path, "section": "1"}, body={})


async def test_a_section_has_a_clock_of_its_own(stage: Stage) -> None:
    sitting = await sitting_of(stage, 10, 20)
    stage.clock.advance(minutes=3)
    answer = await in_section(stage, "start_section", sitting, 1)
    assert answer.status == 200
    first, second = answer.data["sections"]
    assert datetime.fromisoformat(first["deadline"]) == stage.clock.now() + timedelta(minutes=10)
    assert (first["state"], second["state"], second["deadline"]) == ("running", "waiting", None)


async def test_starting_again_gives_no_more_time(stage: Stage) -> None:
    sitting = await sitting_of(stage, 10)
    first = await in_section(stage, "start_section", sitting, 1)
    stage.clock.advance(minutes=4)
    again = await in_section(stage, "start_section", sitting, 1)
    assert again.data["sections"] == first.data["sections"]


async def test_the_next_section_waits_for_the_one_before(stage: Stage) -> None:
    sitting = await sitting_of(stage, 10, 20)
    await in_section(stage, "start_section", sitting, 1)
    early = await in_section(stage, "start_section", sitting, 2)
    assert (early.status, early.error["code"]) == (409, "section_locked")
    stage.clock.advance(minutes=11)
    late = await in_section(stage, "start_section", sitting, 2)
    assert [section["state"] for section in late.data["sections"]] == ["ended", "running"]


async def test_answers_to_a_section_that_does_not_run_are_refused_and_those_saved_before_are_scored(
    stage: Stage,
) -> None:
    sitting = await sitting_of(stage, 10, 20)
    waiting = await answer_number(stage, sitting)
    assert (waiting.status, waiting.error["code"]) == (409, "section_not_started")
    await in_section(stage, "start_section", sitting, 1)
    assert (await answer_number(stage, sitting)).status == 200
    other = await answer_number(stage, sitting, 1)
    assert (other.status, other.error["code"]) == (409, "section_not_started")
    stage.clock.advance(minutes=11)
    late = await answer_number(stage, sitting, value="0", revision=2)
    assert (late.status, late.error["code"]) == (409, "section_ended")
    await finish(stage, sitting)
    await stage.settle()
    results = await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)
    assert [each["points"] for each in results.data["questions"]] == ["10.00", "0.00"]


async def test_questions_are_shown_once_their_section_runs(stage: Stage) -> None:
    sitting = await sitting_of(stage, 10, 20)
    seen = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert (seen.data["questions"], seen.data["timetable"]["ordered"]) == ([], True)
    assert [section["title"] for section in seen.data["timetable"]["sections"]] == ["Part 1", "Part 2"]
    await in_section(stage, "start_section", sitting, 1)
    seen = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert [each["section"] for each in seen.data["questions"]] == [1]


async def test_without_limits_everything_is_open_from_the_start(stage: Stage) -> None:
    sitting = await sitting_of(stage, None, None)
    seen = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert [each["section"] for each in seen.data["questions"]] == [1, 2]
    assert [(await answer_number(stage, sitting, number)).status for number in (1, 0)] == [200, 200]


@pytest.mark.parametrize(("number", "status"), [("3", 404), ("0", 400), ("x", 400), ("100", 400)])
async def test_a_section_that_is_not_there_is_refused(stage: Stage, number: str, status: int) -> None:
    sitting = await sitting_of(stage, 10, 20)
    path = {**sitting.path, "section": number}
    assert (await stage.call("start_section", as_=sitting.candidate, path=path)).status == status


async def test_no_section_is_started_once_the_attempt_is_over(stage: Stage) -> None:
    sitting = await sitting_of(stage, 10)
    await finish(stage, sitting)
    answer = await in_section(stage, "start_section", sitting, 1)
    assert (answer.status, answer.error["code"]) == (409, "attempt_closed")
