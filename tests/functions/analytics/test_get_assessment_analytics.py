import pytest

from shared.auth.roles import Role
from tests.fixtures.analytics import analytics
from tests.fixtures.attempts import another_candidate, invited_candidate, running_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    return Arranged(as_=sitting.recruiter, path={"assessmentId": sitting.assessment_id})


async def test_of_an_assessment_nobody_was_invited_to_nothing_is_divided_by_nothing(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    found = await analytics(stage, sitting)
    assert set(found["funnel"].values()) == {0}
    assert (found["completionPercent"], found["meanRating"], sum(found["scores"])) == (None, None, 0)


async def test_counting_is_shared_among_several_documents(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    for _ in range(30):
        await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    await stage.settle()
    assert len(await stage.documents("assessmentCounters")) > 1
    assert (await analytics(stage, sitting))["funnel"]["invited"] == 31


async def test_viewers_do_not_see_how_people_did(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    viewer = await stage.member(Role.VIEWER, tenant_id=sitting.tenant_id)
    path = {"assessmentId": sitting.assessment_id}
    assert (await stage.call("get_assessment_analytics", as_=viewer, path=path)).status == 403
