import pytest

from tests.fixtures.analytics import an_exam
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    exam = await an_exam(stage)
    return Arranged(as_=exam.recruiter, path={**exam.path, "questionId": exam.coding_id})


async def test_a_question_the_assessment_does_not_ask_is_not_found(stage: Stage) -> None:
    exam = await an_exam(stage)
    path = {**exam.path, "questionId": "another"}
    answer = await stage.call("compare_submissions", as_=exam.recruiter, path=path, body={})
    assert (answer.status, answer.error["code"]) == (404, "question_not_found")


async def test_where_nobody_handed_anything_in_no_pair_is_found(stage: Stage) -> None:
    call = await arrange(stage)
    begun = await stage.call("compare_submissions", as_=call.as_, path=call.path, body={})
    await stage.settle()
    operation = (await stage.call("get_operation", as_=call.as_, path={"operationId": begun.data["id"]})).data
    assert (operation["status"], operation["result"]) == ("succeeded", {"submissions": 0, "pairs": 0})
