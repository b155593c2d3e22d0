import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import comment, joined, project, task, task_paths, told
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    body = {"taskId": path["taskId"], "body": "Mind the shelves"}
    return Arranged(as_=admin, path={"projectId": path["projectId"]}, body=body)


async def test_who_is_mentioned_is_told_once_and_the_author_never(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert call.body is not None
    colleague = await joined(stage, call.as_, call.path["projectId"])
    call.body |= {"mentionIds": [colleague.user_id, colleague.user_id, call.as_.user_id]}
    assert (await stage.arranged("add_comment", call)).data["mentionIds"] == [colleague.user_id, call.as_.user_id]
    assert await told(stage, colleague) == ["mentioned"]
    assert await told(stage, call.as_) == []
    [notification] = await stage.documents("notifications")
    assert notification["link"] == f"/projects/{call.path['projectId']}/tasks/{call.body['taskId']}"
    assert "shelves" not in str(notification["values"])
    [mail] = [each for each in stage.mailer.sent if each.to == colleague.email]
    assert mail.subject == "You are mentioned: Pack the books"


async def test_only_members_of_the_project_are_mentioned(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert call.body is not None
    outsider = await stage.member(Role.MEMBER, tenant_id=call.as_.tenant_id)
    call.body |= {"mentionIds": [call.as_.user_id, outsider.user_id]}
    answer = await stage.arranged("add_comment", call)
    assert (answer.status, answer.error["code"]) == (400, "not_in_project")
    assert [each["pointer"] for each in answer.error["details"]] == ["/mentionIds/1"]
    assert await stage.documents("comments") == []


async def test_a_comment_mentions_so_many_and_no_more(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.body is not None
    call.body |= {"mentionIds": [f"M{number}" for number in range(21)]}
    answer = await stage.arranged("add_comment", call)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/mentionIds")


async def test_a_thread_has_one_level(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert call.body is not None
    task_id = call.body["taskId"]
    first = await comment(stage, call.as_, call.path["projectId"], taskId=task_id)
    reply = await comment(stage, call.as_, call.path["projectId"], taskId=task_id, parentId=first)
    on_project = await comment(stage, call.as_, call.path["projectId"])
    for parent, code in ((reply, "reply_to_reply"), (on_project, "other_subject")):
        call.body["parentId"] = parent
        answer = await stage.arranged("add_comment", call)
        assert (answer.status, answer.error["code"]) == (409, code)


async def test_viewers_only_read_and_strangers_find_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    viewer = await joined(stage, call.as_, call.path["projectId"], role=Role.VIEWER)
    stranger = await stage.member(Role.MEMBER, tenant_id=call.as_.tenant_id)
    for person, status in ((viewer, 403), (stranger, 404)):
        call.as_ = person
        assert (await stage.arranged("add_comment", call)).status == status


async def test_a_task_of_another_project_gets_no_comment_here(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    elsewhere = await project(stage, call.as_, name="Garden")
    call.body = {"body": "Here?", "taskId": await task(stage, call.as_, elsewhere)}
    answer = await stage.arranged("add_comment", call)
    assert (answer.status, answer.error["code"]) == (404, "task_not_found")
