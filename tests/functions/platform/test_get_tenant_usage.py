import pytest

from shared.auth.roles import Role
from shared.domain.plans.model import Quota
from tests.fixtures.quotas import on_free_plan, use
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    await on_free_plan(stage, owner.tenant_id)
    return Arranged(as_=await staff_member(stage), path={"tenantId": owner.tenant_id})


async def test_usage_is_told_month_by_month_the_latest_first(stage: Stage) -> None:
    call = await arrange(stage)
    tenant_id = call.path["tenantId"]
    stage.clock.time = stage.clock.time.replace(month=1, day=31)
    await use(stage, tenant_id, Quota.ASSESSMENTS, 4)
    stage.clock.time = stage.clock.time.replace(month=3, day=2)
    await use(stage, tenant_id, Quota.ASSESSMENTS, 2, shard=1)
    await use(stage, tenant_id, Quota.EXECUTION_SECONDS, 9, shard=3)
    await use(stage, tenant_id, Quota.STORAGE_BYTES, 50)
    call.query = {"months": "4"}
    usage = (await stage.arranged("get_tenant_usage", call)).data
    assert (usage["plan"], usage["members"], usage["storageBytes"]) == ("free", 1, 50)
    assert usage["months"] == [
        {"month": "2026-03", "assessments": 2, "executionSeconds": 9},
        {"month": "2026-02", "assessments": 0, "executionSeconds": 0},
        {"month": "2026-01", "assessments": 4, "executionSeconds": 0},
        {"month": "2025-12", "assessments": 0, "executionSeconds": 0},
    ]


@pytest.mark.parametrize("tenant_id", ["nowhere", "..", "a/b"])
async def test_an_unknown_tenant_is_404(stage: Stage, tenant_id: str) -> None:
    call = await arrange(stage)
    call.path = {"tenantId": tenant_id}
    assert (await stage.arranged("get_tenant_usage", call)).status == 404


async def test_more_than_two_years_are_400(stage: Stage) -> None:
    call = await arrange(stage)
    call.query = {"months": "25"}
    assert (await stage.arranged("get_tenant_usage", call)).status == 400


async def test_an_owner_reads_their_own_usage_elsewhere(stage: Stage) -> None:
    call = await arrange(stage)
    call.as_ = await stage.member(Role.OWNER, tenant_id=call.path["tenantId"])
    assert (await stage.arranged("get_tenant_usage", call)).status == 403
