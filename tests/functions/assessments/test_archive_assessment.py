import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import active_assessment, draft_assessment
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"assessmentId": await draft_assessment(stage, recruiter)})


async def test_an_active_assessment_is_archived_with_what_it_pinned(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    assessment_id, [question_id] = await active_assessment(stage, recruiter)
    answer = await stage.call("archive_assessment", as_=recruiter, path={"assessmentId": assessment_id})
    assert answer.data["status"] == "archived"
    assert answer.data["versions"] == {question_id: 1}


async def test_a_draft_is_archived_as_well(stage: Stage) -> None:
    answer = await stage.arranged("archive_assessment", await arrange(stage))
    assert answer.data["status"] == "archived"


async def test_it_is_archived_once(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("archive_assessment", call)
    again = await stage.arranged("archive_assessment", call)
    assert (again.status, again.error["code"]) == (409, "assessment_archived")


async def test_an_archived_assessment_is_not_edited(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("archive_assessment", call)
    answer = await stage.call("update_assessment", as_=call.as_, path=call.path, body={"title": "New"})
    assert (answer.status, answer.error["code"]) == (409, "assessment_not_draft")
