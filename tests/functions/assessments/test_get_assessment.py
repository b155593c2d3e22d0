import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import draft_assessment
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    viewer = await stage.member(Role.VIEWER, tenant_id=recruiter.tenant_id)
    return Arranged(as_=viewer, path={"assessmentId": await draft_assessment(stage, recruiter, ["first"])})


async def test_a_viewer_reads_an_assessment(stage: Stage) -> None:
    answer = await stage.arranged("get_assessment", await arrange(stage))
    assert answer.data["title"] == "Backend engineer"
    assert answer.data["timeLimitMinutes"] == 60
    assert answer.data["questions"] == [{"questionId": "first", "points": "10", "version": None}]


async def test_another_tenants_assessment_looks_like_one_that_never_was(stage: Stage) -> None:
    call = await arrange(stage)
    stranger = await stage.member(Role.OWNER)
    theirs = await stage.call("get_assessment", as_=stranger, path=call.path)
    nobodys = await stage.call("get_assessment", as_=stranger, path={"assessmentId": "nothing"})
    assert theirs.status == nobodys.status == 404
    assert theirs.error == nobodys.error
    assert theirs.error["code"] == "assessment_not_found"
