import pytest

from shared.auth.roles import Role
from shared.domain.plans.model import Quota
from tests.fixtures.projects import project, task
from tests.fixtures.quotas import use
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.MANAGER))


async def test_what_a_tenant_has_shows_what_it_uses_and_months_what_they_used(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    for _ in range(2):
        await task(stage, admin, project_id)
    await project(stage, await stage.member(Role.ADMIN))
    for shard in range(5):
        await use(stage, admin.tenant_id, Quota.ASSESSMENTS, 2, shard=shard)
    found = (await stage.call("get_usage_analytics", as_=admin)).data
    used = {each["feature"]: each["number"] for each in found["features"] if each["number"]}
    assert used == {"projects": 1, "tasks": 2}
    assert [each["month"] for each in found["months"]][::11] == ["2025-04", "2026-03"]
    assert [each["assessments"] for each in found["months"]][-2:] == [0, 10]
