import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    await project(stage, admin)
    await stage.settle()
    return Arranged(as_=admin, query={"q": "house"})


async def names(stage: Stage, person: SignedIn, q: str) -> list[str]:
    return [each["name"] for each in (await stage.call("search_projects", as_=person, query={"q": q})).data]


async def test_members_find_the_projects_they_are_in_and_managers_all(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    own = await project(stage, admin, name="Moving house")
    await project(stage, admin, name="Painting the house")
    member = await joined(stage, admin, own)
    manager = await stage.member(Role.MANAGER, tenant_id=admin.tenant_id)
    await stage.settle()
    assert await names(stage, member, "house") == ["Moving house"]
    assert sorted(await names(stage, manager, "hous")) == ["Moving house", "Painting the house"]
    await stage.call("remove_project_member", as_=admin, path={"projectId": own, "memberId": member.user_id})
    assert await names(stage, member, "house") == []
