import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    person = await joined(stage, admin, project_id)
    return Arranged(as_=admin, path={"projectId": project_id, "memberId": person.user_id})


async def test_who_was_removed_sees_the_project_no_more_and_the_owner_stays(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    person = await joined(stage, call.as_, call.path["projectId"])
    path = {"projectId": call.path["projectId"]}
    call.path["memberId"] = person.user_id
    await stage.arranged("remove_project_member", call)
    assert (await stage.call("get_project", as_=person, path=path)).status == 404
    assert (await stage.arranged("remove_project_member", call)).status == 404
    call.path["memberId"] = call.as_.user_id
    answer = await stage.arranged("remove_project_member", call)
    assert (answer.status, answer.error["code"]) == (409, "project_owner")
