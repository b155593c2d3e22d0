import pytest

from shared.domain.grading.events import GraderAssignmentPageDue
from tests.fixtures.assessments import sitting_of
from tests.fixtures.grading import assign, handed_in, queue, with_rubric
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await with_rubric(stage)
    answer = await stage.call("assign_graders", as_=graded.lead, path=graded.question_path, body=graded.body())
    await stage.waiting()
    event = GraderAssignmentPageDue(assignment_id=answer.data["id"])
    return Arranged(event=event, tenant_id=graded.lead.tenant_id)


async def test_turns_go_on_from_page_to_page(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.grading.assign_graders_page.PAGE", 1)
    graded = await with_rubric(stage)
    for _ in range(2):
        await handed_in(stage, graded.lead, graded.sitting.assessment_id, graded.sitting.question_ids)
    await assign(stage, graded, markers=1, graderIds=[each.user_id for each in graded.graders])
    assert [len(await queue(stage, grader)) for grader in graded.graders] == [1, 1, 1]


async def test_an_answer_that_ella_has_judged_needs_nobody(stage: Stage) -> None:
    graded = await with_rubric(stage)
    other = await sitting_of(stage, None)
    await assign(stage, graded, markers=1, attemptIds=[other.invitation_id])
    path = graded.sitting.document("attemptResults")
    before = await stage.document(path)
    assert before is not None
    await stage.change(path, questions=[question | {"needsReview": False} for question in before["questions"]])
    await assign(stage, graded, markers=1)
    assert await stage.documents("gradings") == []
