import pytest

from shared.auth.roles import Role
from shared.domain.plans.model import Quota
from tests.fixtures.quotas import on_free_plan, use
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.MANAGER))


async def test_a_new_tenant_has_used_nothing_but_its_members(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    await on_free_plan(stage, owner.tenant_id)
    usage = (await stage.call("get_usage", as_=owner)).data
    assert usage["plan"] == "free"
    assert [(each["quota"], each["used"], each["limit"]) for each in usage["quotas"]] == [
        ("members", 1, 5),
        ("assessments", 0, 25),
        ("execution_seconds", 0, 3600),
        ("storage_bytes", 0, 1024**3),
    ]
    assert [each["resetsAt"] for each in usage["quotas"]] == [
        None,
        "2026-04-01T00:00:00Z",
        "2026-04-01T00:00:00Z",
        None,
    ]


async def test_all_shards_count(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    for shard in range(5):
        await use(stage, owner.tenant_id, Quota.ASSESSMENTS, 2, shard=shard)
    usage = (await stage.call("get_usage", as_=owner)).data
    assert usage["quotas"][1]["used"] == 10


async def test_months_are_counted_anew_and_what_is_stored_stays(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    for quota in (Quota.ASSESSMENTS, Quota.EXECUTION_SECONDS, Quota.STORAGE_BYTES):
        await use(stage, owner.tenant_id, quota, 7)
    stage.clock.advance(days=30)
    usage = (await stage.call("get_usage", as_=await again(stage, owner.tenant_id))).data
    assert [each["used"] for each in usage["quotas"]] == [2, 0, 0, 7]


async def again(stage: Stage, tenant_id: str):
    """Tokens hold for an hour: somebody signs in in the new month."""
    return await stage.member(Role.OWNER, tenant_id=tenant_id)


async def test_a_deactivated_member_takes_no_place(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    member = await stage.member(tenant_id=owner.tenant_id)
    await stage.change(f"tenants/{owner.tenant_id}/members/{member.user_id}", isActive=False)
    assert (await stage.call("get_usage", as_=owner)).data["quotas"][0]["used"] == 1


async def test_a_tenant_without_a_plan_of_its_own_has_the_configured_one(stage: Stage) -> None:
    assert (await stage.call("get_usage", as_=await stage.member(Role.OWNER))).data["plan"] == "business"
