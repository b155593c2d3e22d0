import pytest

from shared.auth.roles import Role
from shared.domain.operations.transitions import started
from tests.fixtures.attempts import unit
from tests.fixtures.operations import pending_operation
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    await pending_operation(stage, recruiter)
    return Arranged(as_=recruiter)


async def listed(stage: Stage, member: SignedIn, **query: str) -> list[str]:
    return [each["id"] for each in (await stage.call("list_operations", as_=member, query=query)).data]


async def test_a_recruiter_lists_their_own_and_a_manager_everybodys_newest_first(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    manager = await stage.member(Role.MANAGER, tenant_id=recruiter.tenant_id)
    theirs = await pending_operation(stage, recruiter)
    stage.clock.advance(seconds=1)
    mine = await pending_operation(stage, manager)
    assert await listed(stage, recruiter) == [theirs]
    assert await listed(stage, recruiter, createdBy=recruiter.user_id) == [theirs]
    assert await listed(stage, manager) == [mine, theirs]
    assert await listed(stage, manager, sort="createdAt") == [theirs, mine]
    assert await listed(stage, manager, createdBy=recruiter.user_id) == [theirs]


async def test_they_are_filtered_by_kind_and_status(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    one = await pending_operation(stage, recruiter)
    other = await pending_operation(stage, recruiter, kind="rescore_attempts")
    work = unit(stage, recruiter.tenant_id)
    await started(work, one)
    await work.commit()
    assert await listed(stage, recruiter, kind="rescore_attempts") == [other]
    assert await listed(stage, recruiter, status="running") == [one]
    assert await listed(stage, recruiter, kind="rescore_attempts", status="running") == []


async def test_asking_for_anothers_is_403(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    colleague = await stage.member(Role.RECRUITER, tenant_id=recruiter.tenant_id)
    answer = await stage.call("list_operations", as_=recruiter, query={"createdBy": colleague.user_id})
    assert (answer.status, answer.error["code"]) == (403, "permission_denied")


async def test_another_tenants_are_not_seen(stage: Stage) -> None:
    await pending_operation(stage, await stage.member(Role.OWNER))
    assert await listed(stage, await stage.member(Role.OWNER)) == []
