import pytest

from tests.fixtures.grading import agreed, assigned, submit
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await agreed(stage)
    return Arranged(as_=graded.lead, path=graded.answer_path)


async def test_all_marks_are_shown_with_the_candidates_name_once_all_are_in(stage: Stage) -> None:
    graded = await assigned(stage)
    for grader, notes in zip(graded.graders[:2], ("first", "second"), strict=True):
        await submit(stage, grader, privateNotes=notes)
    answer = await stage.call("get_graded_answer", as_=graded.lead, path=graded.answer_path)
    assert (answer.data["candidateName"], answer.data["answer"]["points"]) == ("Carl Candidate", "10.00")
    assert [each["privateNotes"] for each in answer.data["gradings"]] == ["first", "second"]


async def test_nobody_is_swayed_before_that(stage: Stage) -> None:
    graded = await assigned(stage)
    await submit(stage, graded.graders[0])
    answer = await stage.call("get_graded_answer", as_=graded.lead, path=graded.answer_path)
    assert (answer.status, answer.error["code"]) == (409, "grading_open")
