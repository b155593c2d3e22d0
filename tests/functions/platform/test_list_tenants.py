import pytest

from shared.auth.roles import Role
from shared.domain.plans.model import Quota
from tests.fixtures.people import sign_up
from tests.fixtures.quotas import use
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    await stage.member(Role.OWNER)
    return Arranged(as_=await staff_member(stage))


async def test_staff_see_what_each_tenant_pays_for_and_uses_but_not_what_is_in_it(stage: Stage) -> None:
    call = await arrange(stage)
    owner = await stage.member(Role.OWNER)
    await use(stage, owner.tenant_id, Quota.ASSESSMENTS, 3)
    await use(stage, owner.tenant_id, Quota.STORAGE_BYTES, 77, shard=2)
    listed = {each["id"]: each for each in (await stage.arranged("list_tenants", call)).data}
    assert len(listed) == 2
    mine = listed[owner.tenant_id]
    assert mine["used"] == {"assessments": 3, "execution_seconds": 0, "storage_bytes": 77}
    assert set(mine) == {"id", "name", "subdomain", "state", "plan", "suspension", "createdAt", "used"}


async def test_tenants_are_filtered_by_plan_and_state(stage: Stage) -> None:
    owner = await sign_up(stage)
    team, suspended = await stage.tenant(), await stage.tenant()
    await stage.change(f"tenants/{team}/tenant/{team}", plan="team", state="active")
    await stage.change(f"tenants/{suspended}/tenant/{suspended}", plan="business", state="suspended")
    staff = await staff_member(stage)

    async def ids(**query: str) -> list[str]:
        return [each["id"] for each in (await stage.call("list_tenants", as_=staff, query=query)).data]

    assert await ids(plan="team") == [team]
    assert await ids(plan="default") == [owner.tenant_id]
    assert await ids(state="suspended") == [suspended]
    assert await ids(state="suspended", plan="team") == []


async def test_pages_follow_each_other_over_all_tenants(stage: Stage) -> None:
    made = set()
    for _ in range(5):
        made.add(await stage.tenant())
    staff, seen, query = await staff_member(stage), list[str](), {"limit": "2", "count": "true"}
    while True:
        page = await stage.call("list_tenants", as_=staff, query=query)
        seen += [each["id"] for each in page.data]
        pagination = page.body["meta"]["pagination"]
        assert pagination["totalCount"] == 5
        if "nextCursor" not in pagination:
            break
        query = {**query, "cursor": pagination["nextCursor"]}
    assert (len(seen), set(seen)) == (5, made)


async def test_a_cursor_continues_its_own_listing_alone(stage: Stage) -> None:
    await stage.tenant()
    await stage.tenant()
    staff = await staff_member(stage)
    page = await stage.call("list_tenants", as_=staff, query={"limit": "1"})
    cursor = page.body["meta"]["pagination"]["nextCursor"]
    answer = await stage.call("list_tenants", as_=staff, query={"limit": "1", "cursor": cursor, "plan": "team"})
    assert (answer.status, answer.error["code"]) == (400, "invalid_cursor")
    answer = await stage.call("list_tenants", as_=staff, query={"sort": "name"})
    assert (answer.status, answer.error["code"]) == (400, "invalid_sort")


async def test_an_owner_is_refused_and_nothing_is_read(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    answer = await stage.call("list_tenants", as_=owner)
    assert (answer.status, answer.error["code"]) == (403, "permission_denied")
