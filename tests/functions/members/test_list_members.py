import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.RECRUITER))


async def test_members_are_listed_newest_first_and_only_the_tenants(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    stage.clock.advance(hours=-1)
    owner = await stage.member(Role.OWNER, tenant_id=recruiter.tenant_id)
    await stage.member(Role.OWNER)
    answer = await stage.call("list_members", as_=owner)
    assert [member["id"] for member in answer.data] == [recruiter.user_id, owner.user_id]


async def test_members_are_filtered_by_role_and_activity(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    viewer = await stage.member(Role.VIEWER, tenant_id=recruiter.tenant_id)
    await stage.change(f"tenants/{viewer.tenant_id}/members/{viewer.user_id}", isActive=False)

    async def ids(**query: str) -> list[str]:
        return [member["id"] for member in (await stage.call("list_members", as_=recruiter, query=query)).data]

    assert await ids(role="viewer") == [viewer.user_id]
    assert await ids(isActive="true") == [recruiter.user_id]
    assert await ids(isActive="false", role="recruiter") == []
    assert sorted(await ids()) == sorted([viewer.user_id, recruiter.user_id])


async def test_members_come_in_pages(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    for _ in range(4):
        await stage.member(Role.VIEWER, tenant_id=recruiter.tenant_id)
    seen: list[str] = []
    query: dict[str, str] = {"limit": "2", "sort": "email", "count": "true"}
    while True:
        answer = await stage.call("list_members", as_=recruiter, query=query)
        assert answer.body["meta"]["pagination"]["totalCount"] == 5
        seen += [member["email"] for member in answer.data]
        cursor = answer.body["meta"]["pagination"].get("nextCursor")
        if cursor is None:
            break
        query["cursor"] = cursor
    assert seen == sorted(seen)
    assert len(set(seen)) == 5


@pytest.mark.parametrize("query", [{"role": "king"}, {"isActive": "perhaps"}, {"sort": "displayName"}, {"limit": "-1"}])
async def test_a_bad_filter_is_400(stage: Stage, query: dict[str, str]) -> None:
    assert (await stage.call("list_members", as_=await stage.member(), query=query)).status == 400
