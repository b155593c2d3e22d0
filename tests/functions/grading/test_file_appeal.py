import asyncio

import pytest

from tests.fixtures.appeals import WHY, appeal, own_result, released
from tests.fixtures.attempts import Sitting, another_candidate
from tests.fixtures.grading import essay
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await released(stage)
    return Arranged(as_=graded.sitting.candidate, path=graded.answer_path, body={"text": WHY})


async def test_an_appeal_waits_and_its_candidate_sees_it(stage: Stage) -> None:
    graded = await released(stage)
    filed = (await appeal(stage, graded)).data
    assert (filed["status"], filed["points"], filed["text"]) == ("open", "4.00", WHY)
    shown = await own_result(stage, graded)
    assert shown["appeals"] == [filed]
    assert shown["appealsUntil"] == "2026-03-09T09:00:00Z"
    [entry] = await stage.audited("file_appeal")
    assert entry["actor"] == f"candidate:{graded.sitting.invitation_id}"


async def test_there_is_one_for_each_question_even_sent_twice_at_once(stage: Stage) -> None:
    graded = await released(stage)
    answers = await asyncio.gather(*(appeal(stage, graded, f"Take {number}.") for number in range(3)))
    assert sorted(answer.status for answer in answers) == [201, 409, 409]
    refused = await appeal(stage, graded)
    assert (refused.status, refused.error["code"]) == (409, "appeal_filed")
    assert len(await stage.documents("appeals")) == 1


async def test_it_can_be_filed_until_the_days_are_over(stage: Stage) -> None:
    graded = await released(stage)
    stage.clock.advance(days=7)
    late = await appeal(stage, graded)
    assert (late.status, late.error["code"]) == (409, "appeals_over")
    stage.clock.advance(seconds=-1)
    assert (await appeal(stage, graded)).status == 201


async def test_without_days_for_appeals_there_are_none(stage: Stage) -> None:
    graded = await released(stage, appealDays=0)
    answer = await appeal(stage, graded)
    assert (answer.status, answer.error["code"]) == (409, "appeals_not_allowed")
    assert (await own_result(stage, graded))["appealsUntil"] is None


async def test_what_is_not_seen_can_not_be_contested(stage: Stage) -> None:
    graded = await released(stage)
    await stage.change(graded.sitting.document("attempts"), releasedAt=None)
    answer = await appeal(stage, graded)
    assert (answer.status, answer.error["code"]) == (409, "result_not_shown")


async def test_what_waits_for_a_grader_can_not_be_contested_yet(stage: Stage) -> None:
    graded = await essay(stage, results={"shown": "at_once", "detail": "questions", "appealDays": 7})
    answer = await appeal(stage, graded)
    assert (answer.status, answer.error["code"]) == (409, "question_not_graded")


async def test_a_question_that_was_not_asked_and_a_strangers_attempt_are_404(stage: Stage) -> None:
    call = await arrange(stage)
    call.path |= {"questionId": "another"}
    assert (await stage.arranged("file_appeal", call)).status == 404
    graded = await released(stage)
    other: Sitting = await another_candidate(
        stage, graded.lead, graded.sitting.assessment_id, graded.sitting.question_ids
    )
    body = {"text": WHY}
    answer = await stage.call("file_appeal", as_=other.candidate, path=graded.answer_path, body=body)
    assert (answer.status, answer.error["code"]) == (404, "attempt_not_found")


@pytest.mark.parametrize("text", ["", "  ", "x" * 4_001])
async def test_no_words_or_too_many_are_refused(stage: Stage, text: str) -> None:
    graded = await released(stage)
    assert (await appeal(stage, graded, text)).status == 400
    assert await stage.documents("appeals") == []
