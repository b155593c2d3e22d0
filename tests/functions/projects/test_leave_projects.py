import pytest

from shared.auth.roles import Role
from shared.domain.tenants.events import MemberRemoved
from tests.fixtures.projects import joined, project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    person = await joined(stage, admin, await project(stage, admin))
    await stage.call("remove_member", as_=admin, path={"memberId": person.user_id})
    return Arranged(event=MemberRemoved(user_id=person.user_id), tenant_id=admin.tenant_id)


async def test_who_is_removed_from_the_tenant_is_in_no_project_any_more(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    projects = [await project(stage, admin) for _ in range(22)]
    person = await joined(stage, admin, projects[0])
    for project_id in projects[1:]:
        path = {"projectId": project_id, "memberId": person.user_id}
        await stage.call("set_project_member", as_=admin, path=path, body={})
    await stage.call("leave_tenant", as_=person)
    await stage.settle()
    assert [each["memberIds"] for each in await stage.documents("projects")] == [[admin.user_id]] * 22
