import asyncio

import pytest

from shared.auth.roles import Role
from tests.fixtures.appeals import appeal, appealed, decide, own_result, released
from tests.fixtures.grading import Graded, override, result
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await appealed(stage)
    body = {"points": "8", "reason": "The example is there."}
    return Arranged(as_=graded.lead, path=graded.answer_path, body=body)


async def promoted(stage: Stage, graded: Graded, role: Role) -> None:
    """Let the answer's grader lead the grading."""
    grader = graded.graders[0]
    await stage.change(f"tenants/{grader.tenant_id}/members/{grader.user_id}", role=role.value)
    stage.composition.callers.clear()


async def test_an_upheld_appeal_gives_points_and_keeps_the_result_as_it_was(stage: Stage) -> None:
    graded = await appealed(stage)
    stage.clock.advance(minutes=1)
    decided = (await decide(stage, graded)).data
    assert (decided["status"], decided["points"], decided["pointsGiven"]) == ("upheld", "4.00", "8.00")
    shown = await own_result(stage, graded)
    assert (shown["points"], shown["appeals"][0]["reason"]) == ("8.00", "The example is there.")
    assert "decidedBy" not in shown["appeals"][0]
    listed = await stage.call("list_earlier_results", as_=graded.lead, path=graded.sitting.path)
    assert [(each["replacedBy"], each["points"]) for each in listed.data] == [("appeal", "4.00"), ("grading", "0.00")]
    assert listed.data[0]["author"] == graded.lead.user_id
    assert len(await stage.audited("decide_appeal")) == 1


async def test_a_rejected_one_changes_no_points_and_says_why(stage: Stage) -> None:
    graded = await appealed(stage)
    assert (await decide(stage, graded, points=None)).data["status"] == "rejected"
    shown = await own_result(stage, graded)
    assert (shown["points"], shown["appeals"][0]["reason"]) == ("4.00", "The example is there.")
    assert len(await stage.documents("earlierResults")) == 1


async def test_of_two_who_decide_at_once_one_does(stage: Stage) -> None:
    graded = await appealed(stage)
    answers = await asyncio.gather(decide(stage, graded, points="8"), decide(stage, graded, points=None))
    assert sorted(answer.status for answer in answers) == [200, 409]
    again = await decide(stage, graded, points="9")
    assert (again.status, again.error["code"]) == (409, "appeal_decided")
    assert len(await stage.documents("appeals")) == 1
    await stage.settle()
    assert len([mail for mail in stage.mailer.sent if "appeal was" in mail.subject]) == 1


async def test_whoever_alone_graded_the_answer_does_not_decide_unless_they_own_the_tenant(stage: Stage) -> None:
    graded = await appealed(stage)
    await promoted(stage, graded, Role.RECRUITER)
    answer = await decide(stage, graded, graded.graders[0])
    assert (answer.status, answer.error["code"]) == (403, "own_grading")
    assert (await result(stage, graded.sitting))["points"] == "4.00"
    await promoted(stage, graded, Role.OWNER)
    assert (await decide(stage, graded, graded.graders[0])).status == 200


async def test_whoever_overrode_the_points_does_not_decide_either(stage: Stage) -> None:
    graded = await released(stage)
    await override(stage, graded.sitting, "5")
    await appeal(stage, graded)
    answer = await decide(stage, graded)
    assert (answer.status, answer.error["code"]) == (403, "own_grading")
    colleague = await stage.member(Role.RECRUITER, tenant_id=graded.lead.tenant_id)
    assert (await decide(stage, graded, colleague)).status == 200


@pytest.mark.parametrize("points", ["4", "3.99", "10.01"])
async def test_an_appeal_is_upheld_with_more_points_and_no_more_than_there_are(stage: Stage, points: str) -> None:
    graded = await appealed(stage)
    answer = await decide(stage, graded, points=points)
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "points_out_of_range")
    assert (await own_result(stage, graded))["appeals"][0]["status"] == "open"


async def test_where_nobody_appealed_there_is_nothing_to_decide(stage: Stage) -> None:
    graded = await released(stage)
    answer = await decide(stage, graded)
    assert (answer.status, answer.error["code"]) == (404, "appeal_not_found")
