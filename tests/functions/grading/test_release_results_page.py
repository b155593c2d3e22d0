import pytest

from shared.domain.attempts.events import ReleasePageDue
from tests.fixtures.attempts import another_candidate, finish, save, scored_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await scored_attempt(stage)
    event = ReleasePageDue(assessment_id=sitting.assessment_id, released_by=sitting.recruiter.user_id)
    return Arranged(event=event, tenant_id=sitting.tenant_id)


async def test_many_are_released_page_by_page_and_told_of_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.grading.release_results_page.PAGE", 1)
    first = await scored_attempt(stage)
    second = await another_candidate(stage, first.recruiter, first.assessment_id, first.question_ids)
    await stage.call("start_attempt", as_=second.candidate)
    await save(stage, second)
    await finish(stage, second)
    await stage.settle()
    await stage.call("release_results", as_=first.recruiter, path={"assessmentId": first.assessment_id})
    await stage.settle()
    assert all(each["releasedAt"] for each in await stage.documents("attempts"))
    [told] = [each for each in await stage.documents("notifications") if each["kind"] == "results_released"]
    assert told["values"]["count"] == "2"


async def test_an_attempt_that_was_released_keeps_its_moment(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    for _ in range(2):
        await stage.deliver("release_results_page", stage.envelope(call.event, call.tenant_id))
        stage.clock.advance(minutes=1)
    [attempt] = await stage.documents("attempts")
    assert attempt["releasedAt"].minute == 0
    types = [event.type for event in await stage.waiting()]
    assert types.count("attempts.result.released.v1") == 1
