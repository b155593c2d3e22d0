import pytest

from tests.fixtures.attempts import running_attempt, scored_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    return Arranged(as_=sitting.recruiter, path=sitting.path)


async def test_a_report_is_an_operation_and_is_audited(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    answer = await stage.call("create_candidate_report", as_=sitting.recruiter, path=sitting.path)
    assert (answer.status, answer.data["kind"], answer.data["status"]) == (202, "candidate_report", "pending")
    [entry] = await stage.audited("create_candidate_report")
    assert entry["target"] == {**sitting.path, "exportId": answer.data["id"]}


async def test_an_attempt_that_is_not_scored_has_none(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await stage.call("create_candidate_report", as_=sitting.recruiter, path=sitting.path)
    assert (answer.status, answer.error["code"]) == (409, "attempt_not_scored")
