import pytest

from shared.auth.permissions import Permission
from tests.fixtures.attempts import running_attempt, scored_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    return Arranged(as_=sitting.recruiter, path=sitting.path)


async def test_a_bundle_is_an_operation_and_is_audited(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    answer = await stage.call("export_score_bundle", as_=sitting.recruiter, path=sitting.path)
    assert (answer.status, answer.data["kind"], answer.data["status"]) == (202, "score_bundle", "pending")
    [entry] = await stage.audited("export_score_bundle")
    assert entry["target"] == {**sitting.path, "exportId": answer.data["id"]}


async def test_an_attempt_that_is_not_scored_has_none(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await stage.call("export_score_bundle", as_=sitting.recruiter, path=sitting.path)
    assert (answer.status, answer.error["code"]) == (409, "attempt_not_scored")


async def test_who_may_see_attempts_only_gets_no_hidden_tests(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    key = await stage.api_key(Permission.ATTEMPTS_READ, tenant_id=sitting.tenant_id)
    assert (await stage.call("export_score_bundle", as_=key, path=sitting.path)).status == 403
