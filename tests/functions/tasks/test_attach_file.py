import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import ATTACHED, PDF, joined, task_paths
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.uploads import announce, complete_upload

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    return Arranged(as_=admin, path=path, body={"uploadId": await complete_upload(stage, admin, PDF, **ATTACHED)})


async def test_an_upload_is_attached_once_and_not_before_it_is_complete(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    attached = (await stage.arranged("attach_file", call)).data
    assert (attached["fileName"], attached["size"]) == ("rooms.pdf", len(PDF))
    answer = await stage.arranged("attach_file", call)
    assert (answer.status, answer.error["code"]) == (409, "already_attached")
    ticket = await announce(stage, call.as_, size=5, **ATTACHED)
    call.body = {"uploadId": ticket["upload"]["id"]}
    assert (await stage.arranged("attach_file", call)).error["code"] == "upload_not_complete"


async def test_anothers_upload_and_one_for_something_else_are_not_there(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    admin = call.as_
    call.as_ = await joined(stage, admin, call.path["projectId"])
    assert (await stage.arranged("attach_file", call)).error["code"] == "upload_not_found"
    call.as_ = admin
    general = await complete_upload(stage, admin, PDF, **{**ATTACHED, "purpose": "general"})
    call.body = {"uploadId": general}
    assert (await stage.arranged("attach_file", call)).error["code"] == "upload_not_found"


async def test_what_runs_in_a_browser_or_is_too_large_is_not_even_announced(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    page = {**ATTACHED, "contentType": "text/html", "size": 5}
    large = {**ATTACHED, "size": 33 * 1024 * 1024}
    for body, pointer in ((page, "/contentType"), (large, "/size")):
        answer = await stage.call("create_upload", as_=member, body=body)
        assert (answer.status, answer.error["details"][0]["pointer"]) == (400, pointer)


async def test_a_full_task_takes_no_more(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.change(f"tenants/{call.as_.tenant_id}/tasks/{call.path['taskId']}", attachmentCount=50)
    answer = await stage.arranged("attach_file", call)
    assert (answer.status, answer.error["code"]) == (409, "too_many_attachments")
