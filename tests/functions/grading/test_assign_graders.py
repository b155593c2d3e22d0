from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.grading import assign, assigned, essay, handed_in, queue, with_rubric
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await with_rubric(stage)
    return Arranged(as_=graded.lead, path=graded.question_path, body=graded.body())


async def test_each_answer_gets_so_many_graders_in_turns(stage: Stage) -> None:
    graded = await with_rubric(stage)
    for _ in range(2):
        await handed_in(stage, graded.lead, graded.sitting.assessment_id, graded.sitting.question_ids)
    await assign(stage, graded, graderIds=[each.user_id for each in graded.graders])
    assert [len(await queue(stage, grader)) for grader in graded.graders] == [2, 2, 2]
    [assignment] = await stage.documents("graderAssignments")
    assert (assignment["answers"], assignment["isComplete"]) == (3, True)


async def test_answers_that_have_graders_keep_them_and_later_ones_get_theirs(stage: Stage) -> None:
    graded = await assigned(stage, markers=1)
    await handed_in(stage, graded.lead, graded.sitting.assessment_id, graded.sitting.question_ids)
    await assign(stage, graded, markers=1)
    assert len(await queue(stage, graded.graders[0])) == 2


async def test_attempts_can_be_named(stage: Stage) -> None:
    graded = await with_rubric(stage)
    other = await handed_in(stage, graded.lead, graded.sitting.assessment_id, graded.sitting.question_ids)
    await assign(stage, graded, markers=1, attemptIds=[other.invitation_id, "nothing"])
    assert [each["attemptId"] for each in await stage.documents("gradings")] == [other.invitation_id]


async def test_a_question_that_is_not_asked_is_404(stage: Stage) -> None:
    call = await arrange(stage)
    call.path |= {"questionId": "another"}
    answer = await stage.arranged("assign_graders", call)
    assert (answer.status, answer.error["code"]) == (404, "question_not_found")


async def test_without_a_rubric_nobody_can_mark(stage: Stage) -> None:
    graded = await essay(stage)
    answer = await stage.call("assign_graders", as_=graded.lead, path=graded.question_path, body=graded.body())
    assert (answer.status, answer.error["code"]) == (409, "rubric_not_set")


@pytest.mark.parametrize("who", ["viewer", "nobody", "twice", "inactive"])
async def test_whoever_cannot_grade_is_named(stage: Stage, who: str) -> None:
    graded = await with_rubric(stage)
    first, second = (grader.user_id for grader in graded.graders[:2])
    if who == "inactive":
        await stage.change(f"tenants/{graded.lead.tenant_id}/members/{second}", isActive=False)
    others = {
        "viewer": (await stage.member(Role.VIEWER, tenant_id=graded.lead.tenant_id)).user_id,
        "nobody": "nobody",
        "twice": first,
        "inactive": second,
    }
    body: dict[str, Any] = graded.body(graderIds=[first, others[who]])
    answer = await stage.call("assign_graders", as_=graded.lead, path=graded.question_path, body=body)
    assert [each["pointer"] for each in answer.error["details"]] == ["/graderIds/1"]


async def test_two_markers_need_two_graders(stage: Stage) -> None:
    graded = await with_rubric(stage)
    body = graded.body(graderIds=[graded.graders[0].user_id])
    answer = await stage.call("assign_graders", as_=graded.lead, path=graded.question_path, body=body)
    assert [each["code"] for each in answer.error["details"]] == ["too_few_graders"]
