import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    return Arranged(as_=admin, path={"projectId": project_id})


async def test_members_are_listed_with_their_names(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    observer = await joined(stage, call.as_, call.path["projectId"], Role.VIEWER, "observer")
    items = (await stage.arranged("list_project_members", call)).data["items"]
    assert [(each["memberId"], each["displayName"], each["role"]) for each in items] == [
        (call.as_.user_id, "Somebody", "lead"),
        (observer.user_id, "Somebody", "observer"),
    ]
