import pytest

from shared.domain.tasks.events import CommentAdded
from tests.fixtures.projects import comment, joined, task_paths, told
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    colleague = await joined(stage, admin, path["projectId"])
    await stage.call("watch_task", as_=colleague, path=path)
    comment_id = await comment(stage, admin, path["projectId"], taskId=path["taskId"])
    event = CommentAdded(
        project_id=path["projectId"],
        task_id=path["taskId"],
        comment_id=comment_id,
        by=admin.user_id,
        at=stage.clock.now(),
    )
    return Arranged(as_=admin, event=event, tenant_id=admin.tenant_id)


async def test_who_follows_and_is_mentioned_is_told_of_the_mention_alone(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    mentioned, follower = [await joined(stage, admin, path["projectId"]) for _ in range(2)]
    for person in (mentioned, follower, admin):
        await stage.call("watch_task", as_=person, path=path)
    fields = {"taskId": path["taskId"], "mentionIds": [mentioned.user_id]}
    await comment(stage, admin, path["projectId"], **fields)
    assert await told(stage, mentioned) == ["mentioned"]
    assert await told(stage, follower) == ["commented"]
    assert await told(stage, admin) == []
