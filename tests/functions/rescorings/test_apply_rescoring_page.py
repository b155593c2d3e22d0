import pytest

from shared.domain.attempts.events import RescoringApplyPageDue
from tests.fixtures.rescoring import mended_question, points, rescored
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    mended = await mended_question(stage)
    rescoring_id = await rescored(stage, mended)
    await stage.call("apply_rescoring", as_=mended.recruiter, path={"rescoringId": rescoring_id})
    await stage.waiting()
    return Arranged(event=RescoringApplyPageDue(rescoring_id=rescoring_id), tenant_id=mended.recruiter.tenant_id)


async def test_whoever_listens_is_told_of_each_attempt_that_changed(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    assert await stage.deliver("apply_rescoring_page", stage.envelope(call.event, call.tenant_id)) == 204
    [told] = await stage.waiting()
    assert told.type == "attempts.attempt.rescored.v1"


async def test_the_attempts_own_points_follow(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    await stage.deliver("apply_rescoring_page", stage.envelope(call.event, call.tenant_id))
    assert sorted(each["points"] for each in await stage.documents("attempts")) == ["0.00", "10.00", "7.50"]


async def test_many_attempts_are_taken_page_by_page(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.rescorings.apply_rescoring_page.PAGE", 1)
    mended = await mended_question(stage)
    for sitting in (mended.favoured, mended.blank):
        run = f"tenants/{sitting.tenant_id}/attemptResults/{sitting.invitation_id}"
        before = await stage.document(run)
        assert before is not None
        [question] = before["questions"]
        await stage.change(run, questions=[question | {"points": "1.00"}])
    rescoring_id = await rescored(stage, mended)
    await stage.call("apply_rescoring", as_=mended.recruiter, path={"rescoringId": rescoring_id})
    await stage.settle()
    found = [await points(stage, sitting) for sitting in (mended.favoured, mended.hurt, mended.blank)]
    assert found == ["10.00", "7.50", "0.00"]
    assert len(await stage.documents("earlierResults")) == 3
