import pytest

from shared.auth.roles import Role
from tests.fixtures.integrity import attempt_with_findings, summary
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_with_findings(stage)
    return Arranged(as_=sitting.recruiter, path=sitting.path, body={"note": "Spoke with Carl."})


async def test_it_says_who_looked_and_what_they_note(stage: Stage) -> None:
    sitting = await attempt_with_findings(stage)
    body = {"note": " Spoke with Carl. "}
    answer = await stage.call("review_findings", as_=sitting.recruiter, path=sitting.path, body=body)
    review = {"by": sitting.recruiter.user_id, "at": "2026-03-02T09:05:00Z", "note": "Spoke with Carl."}
    assert answer.data["review"] == review
    assert (await summary(stage, sitting))["review"] == review
    assert len(await stage.audited("review_findings")) == 1


async def test_viewers_review_nothing(stage: Stage) -> None:
    sitting = await attempt_with_findings(stage)
    viewer = await stage.member(Role.VIEWER, tenant_id=sitting.tenant_id)
    answer = await stage.call("review_findings", as_=viewer, path=sitting.path, body={})
    assert answer.status == 403
