import pytest

from tests.fixtures.grading import agreed, disagreed, result
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await disagreed(stage)
    body = {"points": "4.5", "reason": "The second reading is fairer."}
    return Arranged(as_=graded.lead, path=graded.answer_path, body=body)


async def test_what_the_lead_decides_counts_and_is_signed(stage: Stage) -> None:
    graded = await disagreed(stage)
    body = {"points": "4.5", "reason": "The second reading is fairer."}
    answer = await stage.call("decide_grading", as_=graded.lead, path=graded.answer_path, body=body)
    assert (answer.data["status"], answer.data["decidedBy"]) == ("graded", graded.lead.user_id)
    shown = await result(stage, graded.sitting)
    assert (shown["points"], shown["needsReview"]) == ("4.50", False)


async def test_where_graders_agree_there_is_nothing_to_decide(stage: Stage) -> None:
    graded = await agreed(stage)
    body = {"points": "4.5", "reason": "Because."}
    answer = await stage.call("decide_grading", as_=graded.lead, path=graded.answer_path, body=body)
    assert (answer.status, answer.error["code"]) == (409, "graders_agree")


async def test_more_than_the_question_is_worth_is_refused(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"points": "10.01", "reason": "Because."}
    answer = await stage.arranged("decide_grading", call)
    assert [each["pointer"] for each in answer.error["details"]] == ["/points"]
