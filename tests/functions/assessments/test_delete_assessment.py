import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import active_assessment, draft_assessment
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"assessmentId": await draft_assessment(stage, recruiter)})


async def test_a_draft_is_gone(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("delete_assessment", call)).status == 204
    assert await stage.documents("assessments") == []
    assert (await stage.arranged("delete_assessment", call)).status == 404


@pytest.mark.parametrize("archived", [False, True])
async def test_what_was_active_once_stays(stage: Stage, archived: bool) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"assessmentId": (await active_assessment(stage, recruiter))[0]}
    if archived:
        await stage.call("archive_assessment", as_=recruiter, path=path)
    answer = await stage.call("delete_assessment", as_=recruiter, path=path)
    assert (answer.status, answer.error["code"]) == (409, "assessment_not_draft")
    assert len(await stage.documents("assessments")) == 1
