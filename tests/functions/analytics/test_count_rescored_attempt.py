import pytest

from shared.domain.attempts.events import AttemptRescored
from tests.fixtures.analytics import analytics
from tests.fixtures.attempts import scored_attempt
from tests.fixtures.rescoring import mended_question, rescored
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    await stage.change(sitting.document("attempts"), points="2.50")
    event = AttemptRescored(attempt_id=sitting.invitation_id, rescoring_id="rescoring")
    return Arranged(event=event, tenant_id=sitting.tenant_id)


async def test_a_new_score_takes_the_place_of_the_old_one(stage: Stage) -> None:
    mended = await mended_question(stage)
    before = await analytics(stage, mended.favoured)
    assert {place: number for place, number in enumerate(before["scores"]) if number} == {0: 1, 19: 2}
    rescoring_id = await rescored(stage, mended)
    await stage.call("apply_rescoring", as_=mended.recruiter, path={"rescoringId": rescoring_id})
    await stage.settle()
    after = await analytics(stage, mended.favoured)
    points = sorted(each["points"] for each in await stage.documents("attempts"))
    assert points == ["0.00", "10.00", "7.50"]
    assert {place: number for place, number in enumerate(after["scores"]) if number} == {0: 1, 15: 1, 19: 1}
    assert after["meanScorePercent"] == "58.3"
    moved = [each["parts"]["attempt"]["basisPoints"] for each in await stage.documents("attemptContributions")]
    assert sorted(moved) == [0, 7500, 10000]


async def test_of_two_new_scores_the_last_counts_whichever_is_told_first(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    await stage.change(sitting.document("attempts"), points="2.50")
    for rescoring_id in ("second", "first"):
        event = AttemptRescored(attempt_id=sitting.invitation_id, rescoring_id=rescoring_id)
        await stage.deliver("count_rescored_attempt", stage.envelope(event, sitting.tenant_id))
    found = await analytics(stage, sitting)
    assert (sum(found["scores"]), found["scores"][5], found["meanScorePercent"]) == (1, 1, "25.0")
