import pytest

from shared.domain.grading.events import GradersWanted
from tests.fixtures.grading import RUBRIC, Graded, assign, assigned, handed_in, queue, set_rubric, with_rubric
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await with_rubric(stage)
    return Arranged(event=wanted(graded, graded.sitting.invitation_id), tenant_id=graded.lead.tenant_id)


def wanted(graded: Graded, attempt_id: str) -> GradersWanted:
    return GradersWanted(attempt_id=attempt_id, assessment_id=graded.sitting.assessment_id)


async def later(stage: Stage, graded: Graded) -> str:
    """Have one more candidate hand in; return their attempt's id."""
    sitting = await handed_in(stage, graded.lead, graded.sitting.assessment_id, graded.sitting.question_ids)
    return sitting.invitation_id


async def test_answers_scored_later_get_the_graders_whose_turn_it_is(stage: Stage) -> None:
    graded = await with_rubric(stage)
    await assign(stage, graded, markers=1, graderIds=[each.user_id for each in graded.graders])
    for _ in range(2):
        await later(stage, graded)
    assert [len(await queue(stage, each)) for each in graded.graders] == [1, 1, 1]
    [assignment] = await stage.documents("graderAssignments")
    assert assignment["answers"] == 3


async def test_told_twice_an_answer_has_its_graders_once(stage: Stage) -> None:
    graded = await assigned(stage)
    attempt_id = await later(stage, graded)
    for _ in range(2):
        envelope = stage.envelope(wanted(graded, attempt_id), graded.lead.tenant_id)
        assert await stage.deliver("assign_later_answers", envelope) == 204
    assert [len(await queue(stage, each)) for each in graded.graders] == [2, 2, 0]


async def test_without_a_rule_nobody_is_asked(stage: Stage) -> None:
    graded = await with_rubric(stage)
    await later(stage, graded)
    assert await stage.documents("gradings") == []


async def test_named_attempts_make_no_rule_and_a_rule_can_be_ended(stage: Stage) -> None:
    graded = await with_rubric(stage)
    await assign(stage, graded, attemptIds=[graded.sitting.invitation_id])
    await later(stage, graded)
    assert len(await stage.documents("gradings")) == 2
    await assign(stage, graded, later=False)
    await later(stage, graded)
    assert len(await stage.documents("gradings")) == 4


async def test_ending_a_rule_that_held_leaves_later_answers_alone(stage: Stage) -> None:
    graded = await assigned(stage, markers=1)
    await assign(stage, graded, markers=1, later=False)
    await later(stage, graded)
    assert len(await stage.documents("gradings")) == 1
    assert await stage.documents("gradingRules") == []


async def test_who_may_grade_no_more_is_passed_over(stage: Stage) -> None:
    graded = await with_rubric(stage)
    await assign(stage, graded, markers=1, graderIds=[each.user_id for each in graded.graders])
    gone = graded.graders[1].user_id
    await stage.change(f"tenants/{graded.lead.tenant_id}/members/{gone}", isActive=False)
    for _ in range(2):
        await later(stage, graded)
    by = sorted(each["graderId"] for each in await stage.documents("gradings"))
    first, third = graded.graders[0].user_id, graded.graders[2].user_id
    assert by == sorted([first, third, first])


async def test_where_too_few_graders_are_left_the_answer_waits(stage: Stage) -> None:
    graded = await assigned(stage)
    gone = graded.graders[1].user_id
    await stage.change(f"tenants/{graded.lead.tenant_id}/members/{gone}", isActive=False)
    await later(stage, graded)
    assert len(await stage.documents("gradedAnswers")) == 1


async def test_later_answers_are_marked_by_the_rubric_of_their_time(stage: Stage) -> None:
    graded = await assigned(stage, markers=1)
    await set_rubric(stage, graded, RUBRIC | {"criteria": RUBRIC["criteria"][:1]})
    attempt_id = await later(stage, graded)
    versions = {each["attemptId"]: each["rubricVersion"] for each in await stage.documents("gradings")}
    assert versions == {graded.sitting.invitation_id: 1, attempt_id: 2}
