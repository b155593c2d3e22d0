import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import comment, joined, task_paths, told
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    return Arranged(as_=admin, path=path)


async def test_who_follows_a_task_hears_of_it_once_for_each_occasion(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    admin = call.as_
    call.as_ = await joined(stage, admin, call.path["projectId"], role=Role.VIEWER)
    assert [(await stage.arranged("watch_task", call)).status for _ in range(2)] == [204, 204]
    await stage.call("change_task_status", as_=admin, path=call.path, body={"status": "blocked"})
    assert await told(stage, call.as_) == ["task_status_changed"]
    stage.clock.advance(seconds=1)
    await comment(stage, admin, call.path["projectId"], taskId=call.path["taskId"])
    assert await told(stage, call.as_) == ["task_status_changed", "commented"]


async def test_who_is_not_in_the_project_can_not_follow_its_tasks(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.as_ = await stage.member(Role.ADMIN, tenant_id=call.as_.tenant_id)
    answer = await stage.arranged("watch_task", call)
    assert (answer.status, answer.error["code"]) == (404, "project_not_found")


async def test_who_left_the_project_hears_nothing_more(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    admin = call.as_
    call.as_ = await joined(stage, admin, call.path["projectId"])
    await stage.arranged("watch_task", call)
    place = {"projectId": call.path["projectId"], "memberId": call.as_.user_id}
    await stage.call("remove_project_member", as_=admin, path=place)
    await stage.call("change_task_status", as_=admin, path=call.path, body={"status": "blocked"})
    assert await told(stage, call.as_) == []
