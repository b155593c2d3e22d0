import json

import pytest

from tests.fixtures.grading import TEXT, arranged_grader, assigned, queue, submit
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await assigned(stage)
    [grading] = await queue(stage, graded.graders[0])
    return arranged_grader(graded, {"gradingId": grading["id"]})


async def test_the_answer_the_question_and_the_rubric_are_there_and_no_name(stage: Stage) -> None:
    answer = await stage.arranged("get_grading", await arrange(stage))
    assert (answer.data["response"]["text"], answer.data["prompt"]) == (TEXT, "The capital of France?")
    assert len(answer.data["rubric"]["criteria"]) == 2
    told = json.dumps(answer.data)
    assert "Carl" not in told
    assert "carl@example.com" not in told


async def test_what_another_grader_gave_is_nowhere_in_it(stage: Stage) -> None:
    graded = await assigned(stage)
    await submit(stage, graded.graders[1], "half", "0.5", comment="I saw nothing of it")
    [grading] = await queue(stage, graded.graders[0])
    answer = await stage.call("get_grading", as_=graded.graders[0], path={"gradingId": grading["id"]})
    assert "I saw nothing of it" not in json.dumps(answer.data)
    assert answer.data["grading"]["points"] is None


async def test_another_graders_is_there_neither_for_a_colleague_nor_for_the_lead(stage: Stage) -> None:
    graded = await assigned(stage)
    [grading] = await queue(stage, graded.graders[0])
    for somebody in (graded.graders[1], graded.lead):
        answer = await stage.call("get_grading", as_=somebody, path={"gradingId": grading["id"]})
        assert answer.status == 404
