import pytest

from tests.fixtures.rescoring import mended_question, points, rescored
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    mended = await mended_question(stage)
    return Arranged(as_=mended.recruiter, path={"rescoringId": await rescored(stage, mended)})


async def test_the_new_points_count_and_the_old_result_is_kept(stage: Stage) -> None:
    mended = await mended_question(stage)
    path = {"rescoringId": await rescored(stage, mended)}
    answer = await stage.call("apply_rescoring", as_=mended.recruiter, path=path)
    assert (answer.status, answer.data["status"]) == (202, "applying")
    assert answer.data["appliedBy"] == mended.recruiter.user_id
    await stage.settle()
    assert await points(stage, mended.hurt) == "7.50"
    assert await points(stage, mended.favoured) == "10.00"
    [earlier] = await stage.documents("earlierResults")
    assert (earlier["attemptId"], earlier["result"]["points"]) == (mended.hurt.invitation_id, "10.00")
    shown = await stage.call("get_rescoring", as_=mended.recruiter, path=path)
    assert (shown.data["status"], shown.data["attempts"]["applied"]) == ("applied", 1)


async def test_it_waits_for_every_answer(stage: Stage) -> None:
    mended = await mended_question(stage)
    begun = await stage.call("rescore_attempts", as_=mended.recruiter, path=mended.path, body=mended.body)
    await stage.settle(but=["execute_run"])
    answer = await stage.call("apply_rescoring", as_=mended.recruiter, path={"rescoringId": begun.data["id"]})
    assert (answer.status, answer.error["code"]) == (409, "rescoring_running")


async def test_it_is_applied_once(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("apply_rescoring", call)).status == 202
    again = await stage.arranged("apply_rescoring", call)
    assert (again.status, again.error["code"]) == (409, "rescoring_applied")
