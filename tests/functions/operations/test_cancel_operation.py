import pytest

from shared.auth.roles import Role
from shared.domain.operations.transitions import progressed, succeeded
from tests.fixtures.attempts import unit
from tests.fixtures.operations import failed_operation, pending_operation
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"operationId": await pending_operation(stage, recruiter)})


async def cancel(stage: Stage, member: SignedIn, operation_id: str) -> Answer:
    return await stage.call("cancel_operation", as_=member, path={"operationId": operation_id})


async def test_what_is_reported_after_it_was_cancelled_is_ignored(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    operation_id = await pending_operation(stage, recruiter)
    assert (await cancel(stage, recruiter, operation_id)).data["status"] == "cancelled"
    work = unit(stage, recruiter.tenant_id)
    assert (await progressed(work, operation_id, 3)).is_over
    await succeeded(work, operation_id, {"late": True})
    await work.commit()
    data = (await stage.call("get_operation", as_=recruiter, path={"operationId": operation_id})).data
    assert (data["status"], data["result"], data["progress"]["done"]) == ("cancelled", None, 0)
    assert data["finishedAt"] is not None


async def test_cancelling_twice_tells_those_who_work_on_it_once(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    operation_id = await pending_operation(stage, recruiter)
    await cancel(stage, recruiter, operation_id)
    assert (await cancel(stage, recruiter, operation_id)).data["status"] == "cancelled"
    told = [each for each in await stage.waiting() if each.type == "operations.operation.cancelled.v1"]
    assert [each.data for each in told] == [
        {"operationId": operation_id, "operationKind": "import_questions", "subjectId": "package"}
    ]


async def test_what_came_to_another_end_is_not_cancelled(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    answer = await cancel(stage, recruiter, await failed_operation(stage, recruiter))
    assert (answer.status, answer.error["code"]) == (409, "operation_over")


@pytest.mark.parametrize(("role", "status"), [(Role.VIEWER, 404), (Role.RECRUITER, 404), (Role.MANAGER, 200)])
async def test_anothers_operation_is_for_managers_only(stage: Stage, role: Role, status: int) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    colleague = await stage.member(role, tenant_id=recruiter.tenant_id)
    assert (await cancel(stage, colleague, await pending_operation(stage, recruiter))).status == status
