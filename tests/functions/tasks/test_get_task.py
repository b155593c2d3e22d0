import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project, task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    return Arranged(as_=admin, path=path)


async def test_whoever_is_in_the_project_sees_its_tasks(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    member = await joined(stage, call.as_, call.path["projectId"], Role.VIEWER, "observer")
    outsiders = [await stage.member(role, tenant_id=call.as_.tenant_id) for role in (Role.MEMBER, Role.MANAGER)]
    people = (member, *outsiders)
    statuses = [(await stage.call("get_task", as_=who, path=call.path)).status for who in people]
    assert statuses == [200, 404, 404]


async def test_being_in_one_project_shows_no_task_of_another(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    garden = await project(stage, call.as_, name="Garden")
    gardener = await joined(stage, call.as_, garden, Role.MANAGER)
    path = call.path | {"projectId": garden}
    for name in ("get_task", "delete_task"):
        assert (await stage.call(name, as_=gardener, path=path)).status == 404, name
