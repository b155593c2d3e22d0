import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    return Arranged(as_=admin, path=path, body={"assigneeId": admin.user_id})


async def test_a_task_is_assigned_to_who_works_in_the_project_or_to_nobody(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    project_id = call.path["projectId"]
    observer = await joined(stage, call.as_, project_id, place="observer")
    outsider = await stage.member(Role.MEMBER, tenant_id=call.as_.tenant_id)
    for person in (observer, outsider):
        call.body = {"assigneeId": person.user_id}
        answer = await stage.arranged("assign_task", call)
        assert (answer.status, answer.error["code"]) == (409, "not_assignable")
    call.body = {"assigneeId": None}
    assert (await stage.arranged("assign_task", call)).data["assigneeId"] is None
