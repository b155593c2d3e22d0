import json

import pytest

from tests.fixtures.grading import assigned, submit
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await assigned(stage)
    return Arranged(as_=graded.graders[0])


async def test_a_grader_sees_their_own_queue_without_names(stage: Stage) -> None:
    answer = await stage.arranged("list_gradings", await arrange(stage))
    [grading] = answer.data
    assert (grading["title"], grading["worth"], grading["status"]) == ("Queues", "10", "assigned")
    assert "Carl" not in json.dumps(answer.body)
    assert "attemptId" not in grading


async def test_whoever_manages_gradings_sees_everybodys_and_no_marks(stage: Stage) -> None:
    graded = await assigned(stage)
    await submit(stage, graded.graders[1])
    query = {"graderId": graded.graders[1].user_id, "status": "submitted"}
    [grading] = (await stage.call("list_gradings", as_=graded.lead, query=query)).data
    assert not {"marks", "points", "comment", "privateNotes"} & set(grading)


async def test_a_grader_sees_nobody_elses(stage: Stage) -> None:
    graded = await assigned(stage)
    query = {"graderId": graded.graders[1].user_id}
    assert (await stage.call("list_gradings", as_=graded.graders[0], query=query)).status == 403
