import asyncio

import pytest

from shared.domain.attempts.events import AttemptScored
from tests.fixtures.analytics import analytics
from tests.fixtures.attempts import another_candidate, finish, save, scored_attempt
from tests.fixtures.fake_sandbox import always, prints
from tests.fixtures.stage import Arranged, Stage, subscribers_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    return Arranged(event=AttemptScored(attempt_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def test_scores_are_counted_by_twentieths_the_best_with_the_last(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    other = await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    await stage.call("start_attempt", as_=other.candidate)
    await save(stage, other, source=stage.sandbox.program("print(0)", always(prints("0\n"))))
    await finish(stage, other)
    await stage.settle()
    found = await analytics(stage, sitting)
    assert found["funnel"] == {"invited": 2, "started": 2, "submitted": 2, "finished": 2, "scored": 2}
    assert {place: number for place, number in enumerate(found["scores"]) if number} == {5: 1, 19: 1}
    assert found["meanScorePercent"] == "62.5"


async def test_every_event_delivered_thrice_in_a_row_and_at_once_counts_once(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    other = await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    await stage.call("start_attempt", as_=other.candidate)
    await save(stage, other)
    await finish(stage, other)
    while envelopes := await stage.waiting():
        for envelope in envelopes:
            for name in subscribers_of(envelope.type):
                await asyncio.gather(*(stage.deliver(name, envelope) for _ in range(3)))
    found = await analytics(stage, sitting)
    assert found["funnel"] == {"invited": 2, "started": 2, "submitted": 2, "finished": 2, "scored": 2}
    assert (found["scores"][19], sum(found["scores"]), sum(found["times"])) == (2, 2, 2)


async def test_events_in_any_order_come_to_the_same(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    before = await analytics(stage, sitting)
    for document in [each for each in await stage.snapshot() if "/assessmentCounters/" in each]:
        from shared.data.store import Delete

        await stage.store.commit([Delete(document)])
    contribution = sitting.document("attemptContributions")
    await stage.change(contribution, parts={})
    scored = AttemptScored(attempt_id=sitting.invitation_id)
    await stage.deliver("count_scored_attempt", stage.envelope(scored, sitting.tenant_id))
    after = await analytics(stage, sitting)
    assert after["funnel"] == {**before["funnel"], "invited": 0}
    assert after["scores"] == before["scores"]
