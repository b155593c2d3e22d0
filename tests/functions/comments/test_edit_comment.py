import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import comment, joined, project, task_paths, told
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    comment_id = await comment(stage, admin, path["projectId"], taskId=path["taskId"])
    path = {"projectId": path["projectId"], "commentId": comment_id}
    return Arranged(as_=admin, path=path, body={"body": "Mind the lamps"})


async def test_what_it_said_before_stays_to_be_seen(stage: Stage) -> None:
    call = await arrange(stage)
    for _ in range(2):
        edited = (await stage.arranged("edit_comment", call)).data
    assert (edited["body"], edited["editCount"]) == ("Mind the lamps", 1)
    history = (await stage.call("get_comment", as_=call.as_, path=call.path)).data
    assert [each["body"] for each in history["edits"]] == ["Mind the shelves"]


async def test_only_those_newly_mentioned_are_told(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert call.body is not None
    one, other = [await joined(stage, call.as_, call.path["projectId"]) for _ in range(2)]
    for mentioned in ([one], [], [one, other]):
        call.body["mentionIds"] = [each.user_id for each in mentioned]
        await stage.arranged("edit_comment", call)
    assert await told(stage, one) == ["mentioned"]
    assert await told(stage, other) == ["mentioned"]


async def test_nobody_edits_anothers_words_nor_their_own_once_they_left_the_project(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    admin, project_id = call.as_, call.path["projectId"]
    call.as_ = await joined(stage, admin, project_id, role=Role.MANAGER)
    assert (await stage.arranged("edit_comment", call)).status == 404
    call.path = {"projectId": project_id, "commentId": await comment(stage, call.as_, project_id)}
    assert (await stage.arranged("edit_comment", call)).status == 200
    await stage.call("remove_project_member", as_=admin, path={"projectId": project_id, "memberId": call.as_.user_id})
    assert (await stage.arranged("edit_comment", call)).status == 404


async def test_a_comment_is_edited_so_often_and_no_more(stage: Stage) -> None:
    call = await arrange(stage)
    answers = []
    for number in range(21):
        call.body = {"body": f"Version {number}"}
        answers.append(await stage.arranged("edit_comment", call))
    assert [each.status for each in answers] == [200] * 20 + [409]
    assert answers[-1].error["code"] == "too_many_edits"


async def test_a_stale_etag_is_refused(stage: Stage) -> None:
    call = await arrange(stage)
    etag = (await stage.call("get_comment", as_=call.as_, path=call.path)).headers["etag"]
    asked = {"as_": call.as_, "path": call.path, "body": call.body, "headers": {"if-match": etag}}
    assert [(await stage.call("edit_comment", **asked)).status for _ in range(2)] == [200, 412]


async def test_a_comment_is_found_in_its_own_project_only(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    elsewhere = await project(stage, call.as_, name="Garden")
    on_project = await comment(stage, call.as_, call.path["projectId"])
    for comment_id in (call.path["commentId"], on_project):
        call.path = {"projectId": elsewhere, "commentId": comment_id}
        assert (await stage.arranged("edit_comment", call)).status == 404
