import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project, task
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    await task(stage, admin, project_id, description="From the attic", tags=["kitchen"])
    await stage.settle()
    return Arranged(as_=admin, path={"projectId": project_id}, query={"q": "books"})


async def test_tasks_are_found_by_title_tag_and_description_in_their_own_project(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await task(stage, call.as_, await project(stage, call.as_, name="Garden"), title="Burn the books")
    await stage.settle()
    for q, expected in (("book", 1), ("kitchen", 1), ("attic", 1), ("garden", 0)):
        call.query = {"q": q, "count": "true"}
        answer = await stage.arranged("search_tasks", call)
        assert len(answer.data) == expected, q
        assert answer.body["meta"]["pagination"]["totalCount"] == expected
    call.query = {"q": "books", "status": "completed"}
    assert (await stage.arranged("search_tasks", call)).data == []


async def test_who_is_in_the_project_finds_its_tasks_and_nobody_else(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    admin = call.as_
    call.as_ = await joined(stage, admin, call.path["projectId"], role=Role.VIEWER)
    assert len((await stage.arranged("search_tasks", call)).data) == 1
    call.as_ = await stage.member(Role.MANAGER, tenant_id=admin.tenant_id)
    assert (await stage.arranged("search_tasks", call)).status == 404


async def test_a_task_that_was_just_deleted_is_not_shown(stage: Stage) -> None:
    call = await arrange(stage)
    [found] = (await stage.arranged("search_tasks", call)).data
    await stage.call("delete_task", as_=call.as_, path=call.path | {"taskId": found["id"]})
    assert (await stage.arranged("search_tasks", call)).data == []
