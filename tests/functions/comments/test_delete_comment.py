import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import comment, joined, task_paths, told
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    comment_id = await comment(stage, admin, path["projectId"])
    return Arranged(as_=admin, path={"projectId": path["projectId"], "commentId": comment_id})


async def test_its_words_are_gone_and_its_replies_stay(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.call("edit_comment", as_=call.as_, path=call.path, body={"body": "Mind the lamps"})
    reply = await comment(stage, call.as_, call.path["projectId"], parentId=call.path["commentId"], body="I do")
    assert (await stage.arranged("delete_comment", call)).status == 204
    listed = (await stage.call("list_comments", as_=call.as_, path={"projectId": call.path["projectId"]})).data
    assert {each["id"]: each["body"] for each in listed} == {call.path["commentId"]: "", reply: "I do"}
    assert "Mind" not in str(await stage.documents("comments"))
    assert (await stage.arranged("delete_comment", call)).error["code"] == "comment_deleted"


async def test_a_mention_in_a_comment_that_was_deleted_at_once_is_not_told(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    colleague = await joined(stage, call.as_, call.path["projectId"])
    mentioning = await comment(stage, call.as_, call.path["projectId"], mentionIds=[colleague.user_id])
    call.path["commentId"] = mentioning
    await stage.arranged("delete_comment", call)
    assert await told(stage, colleague) == []


async def test_members_delete_their_own_and_administrators_anybodys(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    admin, project_id = call.as_, call.path["projectId"]
    call.as_ = await joined(stage, admin, project_id, role=Role.MANAGER)
    assert (await stage.arranged("delete_comment", call)).status == 403
    own = await comment(stage, call.as_, project_id)
    call.path = {"projectId": project_id, "commentId": own}
    call.as_ = admin
    assert (await stage.arranged("delete_comment", call)).status == 204
