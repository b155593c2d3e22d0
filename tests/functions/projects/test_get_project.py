import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    return Arranged(as_=admin, path={"projectId": project_id})


async def test_only_its_members_see_a_project_unless_they_are_in_charge(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    member = await joined(stage, call.as_, call.path["projectId"], Role.VIEWER)
    outsider = await stage.member(Role.MEMBER, tenant_id=call.as_.tenant_id)
    manager = await stage.member(Role.MANAGER, tenant_id=call.as_.tenant_id)
    statuses = [
        (await stage.call("get_project", as_=who, path=call.path)).status for who in (member, outsider, manager)
    ]
    assert statuses == [200, 404, 200]
