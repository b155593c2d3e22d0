import pytest

from shared.auth.roles import Role
from tests.fixtures.operations import failed_operation, pending_operation
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"operationId": await failed_operation(stage, recruiter)})


async def retry(stage: Stage, member: SignedIn, operation_id: str) -> Answer:
    return await stage.call("retry_operation", as_=member, path={"operationId": operation_id})


async def test_a_failed_operation_is_pending_again_and_those_who_do_it_are_told(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    operation_id = await failed_operation(stage, recruiter)
    answer = await retry(stage, recruiter, operation_id)
    assert answer.status == 202
    assert (answer.data["status"], answer.data["tries"], answer.data["error"]) == ("pending", 2, None)
    assert [line["text"] for line in answer.data["log"]] == ["no answer"]
    [told] = await stage.waiting()
    assert told.type == "operations.operation.retried.v1"
    assert told.data == {
        "operationId": operation_id,
        "operationKind": "import_questions",
        "subjectId": "package",
        "tries": 2,
    }


@pytest.mark.parametrize("retryable", [True, False])
async def test_what_has_not_failed_is_not_retried(stage: Stage, retryable: bool) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    answer = await retry(stage, recruiter, await pending_operation(stage, recruiter, retryable=retryable))
    assert (answer.status, answer.error["code"]) == (409, "operation_not_failed")


async def test_what_would_fail_again_is_not_retried(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    answer = await retry(stage, recruiter, await failed_operation(stage, recruiter, retryable=False))
    assert (answer.status, answer.error["code"]) == (409, "operation_not_retryable")
