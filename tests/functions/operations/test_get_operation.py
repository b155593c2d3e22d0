import pytest

from shared.auth.roles import Role
from shared.domain.operations.transitions import failed, succeeded
from tests.fixtures.attempts import unit
from tests.fixtures.operations import failed_operation, pending_operation
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"operationId": await pending_operation(stage, recruiter)})


async def get(stage: Stage, member: SignedIn, operation_id: str, **headers: str) -> Answer:
    return await stage.call("get_operation", as_=member, path={"operationId": operation_id}, headers=headers)


async def test_an_operation_begins_pending(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    data = (await get(stage, recruiter, await pending_operation(stage, recruiter))).data
    assert (data["kind"], data["subjectId"], data["status"]) == ("import_questions", "package", "pending")
    assert data["progress"] == {"done": 0, "total": None}
    assert data["createdBy"] == recruiter.user_id
    assert [data[name] for name in ("result", "error", "startedAt", "finishedAt")] == [None] * 4


async def test_its_result_and_its_error_are_shown(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    done, lost = await pending_operation(stage, recruiter), await pending_operation(stage, recruiter)
    work = unit(stage, recruiter.tenant_id)
    await succeeded(work, done, {"questionIds": ["a", "b"]})
    await failed(work, lost, code="package_broken", message="the package has no manifest")
    await work.commit()
    assert (await get(stage, recruiter, done)).data["result"] == {"questionIds": ["a", "b"]}
    error = (await get(stage, recruiter, lost)).data["error"]
    assert error == {"code": "package_broken", "message": "the package has no manifest", "details": []}


async def test_asking_again_is_cheap_until_something_changed(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    operation_id = await pending_operation(stage, recruiter)
    tag = {"if-none-match": (await get(stage, recruiter, operation_id)).headers["etag"]}
    assert (await get(stage, recruiter, operation_id, **tag)).status == 304
    work = unit(stage, recruiter.tenant_id)
    await succeeded(work, operation_id, {})
    await work.commit()
    assert (await get(stage, recruiter, operation_id, **tag)).status == 200


@pytest.mark.parametrize(
    ("role", "status"), [(Role.VIEWER, 404), (Role.RECRUITER, 404), (Role.MANAGER, 200), (Role.OWNER, 200)]
)
async def test_anothers_operation_is_for_managers_only(stage: Stage, role: Role, status: int) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    operation_id = await pending_operation(stage, recruiter)
    colleague = await stage.member(role, tenant_id=recruiter.tenant_id)
    assert (await get(stage, colleague, operation_id)).status == status


async def test_the_log_is_shown(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    log = (await get(stage, recruiter, await failed_operation(stage, recruiter))).data["log"]
    assert [line["text"] for line in log] == ["no answer"]


async def test_what_was_over_long_ago_is_gone_even_where_it_is_not_yet_deleted(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    old, running = await failed_operation(stage, recruiter), await pending_operation(stage, recruiter)
    stage.clock.advance(days=90)
    recruiter = await stage.signed_in_again(recruiter)
    assert (await get(stage, recruiter, old)).error["code"] == "operation_not_found"
    assert (await get(stage, recruiter, running)).status == 200
    listed = (await stage.call("list_operations", as_=recruiter)).data
    assert [each["id"] for each in listed] == [running]
