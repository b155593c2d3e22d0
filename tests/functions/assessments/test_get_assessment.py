import pytest

from shared.auth.roles import Role
from tests.fixtures.assessments import questions_of
from tests.fixtures.examples import active_assessment, draft_assessment, draft_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    viewer = await stage.member(Role.VIEWER, tenant_id=recruiter.tenant_id)
    question_id = await draft_question(stage, recruiter)
    return Arranged(as_=viewer, path={"assessmentId": await draft_assessment(stage, recruiter, [question_id])})


async def test_a_viewer_reads_an_assessment(stage: Stage) -> None:
    answer = await stage.arranged("get_assessment", await arrange(stage))
    assert answer.data["title"] == "Backend engineer"
    assert answer.data["timeLimitMinutes"] == 60
    assert [(each["points"], each["penalty"]) for each in questions_of(answer.data)] == [("10", None)]
    assert answer.data["versions"] == {}


async def test_an_assessment_stored_before_there_were_sections_has_one(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    assessment_id, [question_id] = await active_assessment(stage, recruiter)
    before = (await stage.call("get_assessment", as_=recruiter, path={"assessmentId": assessment_id})).data
    path = f"tenants/{recruiter.tenant_id}/assessments/{assessment_id}"
    questions = [{"questionId": question_id, "points": "10", "version": 1}]
    await stage.change(path, schemaVersion=1, questions=questions, sections="gone", versions="gone")
    after = (await stage.call("get_assessment", as_=recruiter, path={"assessmentId": assessment_id})).data
    assert after == before


async def test_another_tenants_assessment_looks_like_one_that_never_was(stage: Stage) -> None:
    call = await arrange(stage)
    stranger = await stage.member(Role.OWNER)
    theirs = await stage.call("get_assessment", as_=stranger, path=call.path)
    nobodys = await stage.call("get_assessment", as_=stranger, path={"assessmentId": "nothing"})
    assert theirs.status == nobodys.status == 404
    assert theirs.error == nobodys.error
    assert theirs.error["code"] == "assessment_not_found"
