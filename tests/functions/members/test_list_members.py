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


async def test_members_are_limited_and_sorted_by_their_last_sign_in(stage: Stage) -> None:
    first = await stage.member(Role.RECRUITER)
    stage.clock.advance(days=40)
    second = await stage.member(Role.MEMBER, tenant_id=first.tenant_id)
    invited = await stage.member(Role.VIEWER, tenant_id=first.tenant_id)
    await stage.change(f"tenants/{invited.tenant_id}/members/{invited.user_id}", lastSignInAt=None)

    async def ids(**query: str) -> list[str]:
        return [member["id"] for member in (await stage.call("list_members", as_=second, query=query)).data]

    month_ago = "2026-03-12T00:00:00Z"
    assert await ids(signedInSince=month_ago) == [second.user_id]
    assert await ids(signedInBefore=month_ago) == [first.user_id]
    assert await ids(sort="-lastSignInAt") == [second.user_id, first.user_id, invited.user_id]
    assert await ids(sort="lastSignInAt", limit="2") == [invited.user_id, first.user_id]
    assert await ids(signedInSince="2026-01-01T00:00:00Z", role="member", isActive="true") == [second.user_id]


async def test_a_limited_listing_goes_on_where_it_stopped_and_only_there(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    for _ in range(2):
        stage.clock.advance(minutes=10)
        await stage.member(Role.VIEWER, tenant_id=recruiter.tenant_id)
    query = {"signedInSince": "2026-01-01T00:00:00Z", "limit": "2"}
    first = await stage.call("list_members", as_=recruiter, query=query)
    cursor = first.body["meta"]["pagination"]["nextCursor"]
    [last] = (await stage.call("list_members", as_=recruiter, query=query | {"cursor": cursor})).data
    assert last["id"] == recruiter.user_id
    elsewhere = query | {"cursor": cursor, "signedInSince": "2026-01-02T00:00:00Z"}
    assert (await stage.call("list_members", as_=recruiter, query=elsewhere)).error["code"] == "invalid_cursor"


async def test_a_limit_by_sign_in_under_another_sort_is_400(stage: Stage) -> None:
    query = {"signedInSince": "2026-01-01T00:00:00Z", "sort": "email"}
    answer = await stage.call("list_members", as_=await stage.member(), query=query)
    assert (answer.status, answer.error["code"]) == (400, "invalid_sort")
