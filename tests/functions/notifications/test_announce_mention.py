import pytest

from shared.domain.tasks.events import MembersMentioned
from tests.fixtures.projects import comment, joined, task_paths, told
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    colleague = await joined(stage, admin, path["projectId"])
    comment_id = await comment(stage, admin, path["projectId"], taskId=path["taskId"])
    event = MembersMentioned(
        project_id=path["projectId"],
        task_id=path["taskId"],
        comment_id=comment_id,
        member_ids=(colleague.user_id,),
        by=admin.user_id,
    )
    return Arranged(as_=admin, event=event, tenant_id=admin.tenant_id)


async def test_who_left_the_project_meanwhile_is_told_nothing(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    leaver = await joined(stage, admin, path["projectId"])
    await comment(stage, admin, path["projectId"], mentionIds=[leaver.user_id])
    place = {"projectId": path["projectId"], "memberId": leaver.user_id}
    await stage.call("remove_project_member", as_=admin, path=place)
    assert await told(stage, leaver) == []


async def test_a_mention_on_the_project_itself_links_there(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    colleague = await joined(stage, admin, path["projectId"])
    await comment(stage, admin, path["projectId"], mentionIds=[colleague.user_id])
    assert await told(stage, colleague) == ["mentioned"]
    [notification] = await stage.documents("notifications")
    assert notification["link"] == f"/projects/{path['projectId']}"
