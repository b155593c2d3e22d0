import pytest

from tests.fixtures.projects import comment, task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    await comment(stage, admin, path["projectId"], taskId=path["taskId"])
    return Arranged(as_=admin, path={"projectId": path["projectId"]}, query={"taskId": path["taskId"]})


async def test_comments_are_of_one_task_or_of_the_project_itself_oldest_first(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    stage.clock.advance(seconds=1)
    first, task_id = (await stage.arranged("list_comments", call)).data[0]["id"], call.query["taskId"]
    reply = await comment(stage, call.as_, call.path["projectId"], taskId=task_id, parentId=first)
    on_project = await comment(stage, call.as_, call.path["projectId"])
    asked = [
        ({"taskId": task_id}, [first, reply]),
        ({"taskId": task_id, "sort": "-createdAt"}, [reply, first]),
        ({"taskId": task_id, "parentId": first}, [reply]),
        ({}, [on_project]),
    ]
    for query, expected in asked:
        call.query = {**query, "count": "true"}
        listed = await stage.arranged("list_comments", call)
        assert [each["id"] for each in listed.data] == expected
        assert listed.body["meta"]["pagination"]["totalCount"] == len(expected)
