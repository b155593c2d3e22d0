import json
from typing import Any

import pytest

from tests.fixtures.assessments import answer_number, sitting_of
from tests.fixtures.attempts import Sitting, another_candidate, finish
from tests.fixtures.stage import Answer, Arranged, Stage

pytestmark = pytest.mark.anyio


async def scored(stage: Stage, **changes: Any) -> Sitting:
    """Have two numeric questions answered, one rightly, and scored."""
    sitting = await sitting_of(stage, None, None, **changes)
    await answer_number(stage, sitting)
    await answer_number(stage, sitting, 1, "0")
    await finish(stage, sitting)
    await stage.settle()
    return sitting


async def own(stage: Stage, sitting: Sitting) -> Answer:
    return await stage.call("get_my_result", as_=sitting.candidate, path=sitting.path)


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored(stage, results={"shown": "at_once"})
    return Arranged(as_=sitting.candidate, path=sitting.path)


async def test_the_score_is_shown_at_once_where_that_was_chosen(stage: Stage) -> None:
    sitting = await scored(stage, results={"shown": "at_once"}, marking={"passingPercent": "50"})
    answer = await own(stage, sitting)
    assert (answer.data["points"], answer.data["maxPoints"]) == ("10.00", "20")
    assert (answer.data["passed"], answer.data["questions"]) == (True, None)


async def test_each_question_is_shown_where_that_was_chosen_and_never_its_tests(stage: Stage) -> None:
    answer = await own(stage, await scored(stage, results={"shown": "at_once", "detail": "questions"}))
    assert [(each["answered"], each["points"]) for each in answer.data["questions"]] == [
        (True, "10.00"),
        (True, "0.00"),
    ]
    assert "tests" not in json.dumps(answer.data)


@pytest.mark.parametrize("shown", ["never", "on_release"])
async def test_a_result_that_is_not_to_be_seen_is_refused(stage: Stage, shown: str) -> None:
    answer = await own(stage, await scored(stage, results={"shown": shown}))
    assert (answer.status, answer.error["code"]) == (409, "result_not_shown")


@pytest.mark.parametrize(("shown", "status"), [("never", 409), ("on_release", 200)])
async def test_a_release_shows_what_waits_for_it(stage: Stage, shown: str, status: int) -> None:
    sitting = await scored(stage, results={"shown": shown})
    await stage.change(sitting.document("attempts"), releasedAt=stage.clock.now())
    assert (await own(stage, sitting)).status == status


async def test_practice_shows_everything_at_once(stage: Stage) -> None:
    sitting = await scored(stage, practice=True)
    answer = await own(stage, sitting)
    assert len(answer.data["questions"]) == 2
    listed = await stage.call("list_attempts", as_=sitting.recruiter)
    assert [each["practice"] for each in listed.data] == [True], "rankings leave it out"


async def test_before_it_is_scored_there_is_none(stage: Stage) -> None:
    answer = await own(stage, await sitting_of(stage, None, results={"shown": "at_once"}))
    assert (answer.status, answer.error["code"]) == (409, "attempt_not_scored")


async def test_another_candidates_result_looks_like_one_that_never_was(stage: Stage) -> None:
    sitting = await scored(stage, results={"shown": "at_once"})
    colleague = await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    answers = [
        await stage.call("get_my_result", as_=colleague.candidate, path=path)
        for path in (sitting.path, {"attemptId": "nothing"})
    ]
    assert [answer.status for answer in answers] == [404, 404]
    assert answers[0].error == answers[1].error
