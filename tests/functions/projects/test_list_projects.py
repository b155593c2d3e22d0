import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    await project(stage, admin)
    return Arranged(as_=admin)


async def test_a_member_lists_the_projects_they_are_in_and_a_manager_all(stage: Stage) -> None:
    call = await arrange(stage)
    admin = call.as_
    assert admin is not None
    garden = await project(stage, admin, name="Garden")
    member = await joined(stage, admin, garden)
    other = {"memberId": admin.user_id}
    assert [each["id"] for each in (await stage.call("list_projects", as_=member, query=other)).data] == [garden]
    listed = await stage.call("list_projects", as_=admin, query={"sort": "name", "count": "true"})
    assert [each["name"] for each in listed.data] == ["Garden", "Moving house"]
    assert listed.body["meta"]["pagination"]["totalCount"] == 2


async def test_archived_projects_are_listed_by_their_status_and_deleted_ones_not_at_all(stage: Stage) -> None:
    call = await arrange(stage)
    admin = call.as_
    assert admin is not None
    away, gone = await project(stage, admin, name="Away"), await project(stage, admin, name="Gone")
    await stage.call("archive_project", as_=admin, path={"projectId": away})
    await stage.call("delete_project", as_=admin, path={"projectId": gone})
    archived = await stage.call("list_projects", as_=admin, query={"status": "archived"})
    assert [each["id"] for each in archived.data] == [away]
    assert "Gone" not in [each["name"] for each in (await stage.call("list_projects", as_=admin)).data]
