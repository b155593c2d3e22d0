import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project, view
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    path = {"projectId": project_id, "viewId": await view(stage, admin, project_id, visibility="shared")}
    return Arranged(as_=admin, path=path, body={"name": "Very urgent"})


async def test_what_is_not_named_stays(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"groupBy": "status", "filters": {"tag": "kitchen"}}
    await stage.arranged("update_view", call)
    call.body = {"columns": ["title"]}
    changed = (await stage.arranged("update_view", call)).data
    assert (changed["name"], changed["groupBy"], changed["columns"]) == ("Urgent", "status", ["title"])
    assert changed["filters"]["tag"] == "kitchen"
    call.body = {"groupBy": None}
    assert (await stage.arranged("update_view", call)).data["groupBy"] is None


async def test_others_change_neither_private_nor_shared_views(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    admin, project_id = call.as_, call.path["projectId"]
    member = await joined(stage, admin, project_id)
    call.as_ = member
    assert (await stage.arranged("update_view", call)).status == 404
    call.as_, call.path["viewId"] = admin, await view(stage, member, project_id)
    answer = await stage.arranged("update_view", call)
    assert (answer.status, answer.error["code"]) == (404, "saved_view_not_found")


async def test_a_stale_etag_is_refused(stage: Stage) -> None:
    call = await arrange(stage)
    etag = (await stage.arranged("update_view", call)).headers["etag"]
    asked = {"as_": call.as_, "path": call.path, "headers": {"if-match": etag}}
    answers = [await stage.call("update_view", body={"name": name}, **asked) for name in ("One", "Two")]
    assert [each.status for each in answers] == [200, 412]
