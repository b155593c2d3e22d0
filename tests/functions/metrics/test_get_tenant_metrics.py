import pytest

from tests.fixtures.metrics import begun, to, worked
from tests.fixtures.projects import project, task
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, _ = await begun(stage)
    return Arranged(as_=admin, path={"tenantId": admin.tenant_id})


async def test_all_projects_count_together(stage: Stage) -> None:
    admin, _, _ = await worked(stage)
    other = await project(stage, admin)
    body = {"status": "on_hold"}
    assert (await stage.call("update_project", as_=admin, path={"projectId": other}, body=body)).status == 200
    await to(stage, admin, {"projectId": other}, await task(stage, admin, other), "completed")
    await stage.settle()
    data = (await stage.call("get_tenant_metrics", as_=admin, path={"tenantId": admin.tenant_id})).data
    assert (data["activeProjects"], data["work"]["completed"], data["work"]["toDo"]) == (1, 2, 1)
