import pytest

from tests.fixtures.grading import assigned, disagreed, queue, result, submit
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await disagreed(stage)
    return Arranged(as_=graded.lead, path=graded.answer_path, body={"graderId": graded.graders[2].user_id})


async def test_the_third_graders_points_count(stage: Stage) -> None:
    graded = await disagreed(stage)
    body = {"graderId": graded.graders[2].user_id}
    answer = await stage.call("refer_grading", as_=graded.lead, path=graded.answer_path, body=body)
    assert (answer.status, answer.data["decides"]) == (201, True)
    [grading] = await queue(stage, graded.graders[2])
    assert grading["decides"] is True
    await submit(stage, graded.graders[2], "half", "1", comment="The idea is half there.")
    shown = await result(stage, graded.sitting)
    assert (shown["points"], shown["needsReview"]) == ("6.00", False)
    [decided] = await stage.documents("gradedAnswers")
    assert (decided["decidedBy"], decided["reason"]) == (graded.graders[2].user_id, "The idea is half there.")


async def test_one_of_the_first_graders_is_refused(stage: Stage) -> None:
    graded = await disagreed(stage)
    body = {"graderId": graded.graders[0].user_id}
    answer = await stage.call("refer_grading", as_=graded.lead, path=graded.answer_path, body=body)
    assert (answer.status, answer.error["code"]) == (409, "grader_not_new")


async def test_without_a_disagreement_there_is_nothing_to_refer(stage: Stage) -> None:
    graded = await assigned(stage)
    body = {"graderId": graded.graders[2].user_id}
    answer = await stage.call("refer_grading", as_=graded.lead, path=graded.answer_path, body=body)
    assert (answer.status, answer.error["code"]) == (409, "graders_agree")


async def test_whoever_cannot_grade_is_named(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"graderId": "nobody"}
    answer = await stage.arranged("refer_grading", call)
    assert [each["pointer"] for each in answer.error["details"]] == ["/graderId"]
