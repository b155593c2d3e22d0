import pytest

from tests.fixtures.attempts import Sitting, another_candidate, scored_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    return Arranged(as_=sitting.recruiter, path={"assessmentId": sitting.assessment_id})


async def reconciled(stage: Stage, sitting: Sitting) -> object:
    path = {"assessmentId": sitting.assessment_id}
    begun = await stage.call("reconcile_analytics", as_=sitting.recruiter, path=path, body={})
    await stage.settle()
    operation = await stage.call("get_operation", as_=sitting.recruiter, path={"operationId": begun.data["id"]})
    assert operation.data["status"] == "succeeded"
    return operation.data["result"]


async def test_counters_agree_with_what_is_counted_again(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    await stage.call("give_attempt_feedback", as_=sitting.candidate, path=sitting.path, body={"rating": 4})
    await stage.settle()
    assert await reconciled(stage, sitting) == {"attempts": 1, "differences": {}}


async def test_what_was_counted_wrong_is_told_by_name(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    [shard] = [path for path in await stage.snapshot() if "/assessmentCounters/" in path]
    await stage.change(shard, started=3, score0=1)
    assert await reconciled(stage, sitting) == {
        "attempts": 1,
        "differences": {"score0": {"held": 1, "counted": 0}, "started": {"held": 3, "counted": 1}},
    }
