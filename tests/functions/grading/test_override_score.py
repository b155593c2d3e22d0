import pytest

from tests.fixtures.attempts import attempt_being_scored, running_attempt, scored_attempt
from tests.fixtures.grading import essay, override, result
from tests.fixtures.rescoring import mended_question, points, rescored
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    body = {"points": "7.5", "reason": "The example was right as well."}
    return Arranged(as_=sitting.recruiter, path=sitting.answer_path(), body=body)


async def test_the_points_count_and_the_reason_stays_on_record(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    answer = await override(stage, sitting)
    assert (answer.data["points"], answer.data["attempt"]["points"]) == ("7.50", "7.50")
    assert answer.data["questions"][0]["source"] == "override"
    [entry] = await stage.audited("override_score")
    assert entry["actor"] == f"user:{sitting.recruiter.user_id}"
    [earlier] = await stage.documents("earlierResults")
    assert (earlier["reason"], earlier["author"]) == ("The example was right as well.", sitting.recruiter.user_id)
    assert earlier["result"]["points"] == "10.00"


async def test_what_waited_for_a_person_waits_no_more(stage: Stage) -> None:
    graded = await essay(stage)
    await override(stage, graded.sitting)
    assert (await result(stage, graded.sitting))["needsReview"] is False


@pytest.mark.parametrize(("replace_given", "after"), [(False, "2.00"), (True, "7.50")])
async def test_it_survives_a_rescoring_unless_that_asks_otherwise(
    stage: Stage, replace_given: bool, after: str
) -> None:
    mended = await mended_question(stage)
    await override(stage, mended.hurt, "2")
    body = {**mended.body, "replaceGiven": replace_given}
    begun = await stage.call("rescore_attempts", as_=mended.recruiter, path=mended.path, body=body)
    await stage.settle()
    path = {"rescoringId": begun.data["id"]}
    shown = (await stage.call("get_rescoring", as_=mended.recruiter, path=path)).data
    assert (shown["attempts"]["kept"], shown["attempts"]["changed"]) == ((0, 1) if replace_given else (1, 0))
    await stage.call("apply_rescoring", as_=mended.recruiter, path=path)
    await stage.settle()
    assert await points(stage, mended.hurt) == after


async def test_one_that_comes_between_a_preview_and_its_application_stays(stage: Stage) -> None:
    mended = await mended_question(stage)
    path = {"rescoringId": await rescored(stage, mended)}
    await override(stage, mended.hurt, "2")
    await stage.call("apply_rescoring", as_=mended.recruiter, path=path)
    await stage.settle()
    assert await points(stage, mended.hurt) == "2.00"
    shown = (await stage.call("get_rescoring", as_=mended.recruiter, path=path)).data
    assert (shown["status"], shown["attempts"]["kept"]) == ("applied", 1)


@pytest.mark.parametrize(("points", "reason"), [("10.01", "Because."), ("-1", "Because."), ("5", "  ")])
async def test_too_many_points_or_no_reason_are_refused(stage: Stage, points: str, reason: str) -> None:
    call = await arrange(stage)
    call.body = {"points": points, "reason": reason}
    assert (await stage.arranged("override_score", call)).status == 400
    assert await stage.documents("earlierResults") == []


async def test_before_there_is_a_result_there_is_nothing_to_override(stage: Stage) -> None:
    for sitting in (await running_attempt(stage), await attempt_being_scored(stage)):
        answer = await override(stage, sitting)
        assert (answer.status, answer.error["code"]) == (409, "attempt_not_scored")


async def test_a_question_that_was_not_asked_is_404(stage: Stage) -> None:
    call = await arrange(stage)
    call.path |= {"questionId": "another"}
    assert (await stage.arranged("override_score", call)).status == 404
