import asyncio

import pytest

from shared.errors import DependencyUnavailable
from tests.fixtures.attempts import another_candidate, finish, running_attempt, save
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    return Arranged(as_=sitting.candidate, path=sitting.path)


async def test_a_finished_attempt_is_closed_and_goes_to_scoring(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    stage.clock.advance(minutes=20)
    answer = await finish(stage, sitting)
    assert answer.status == 200
    assert answer.data["status"] == "submitted"
    assert answer.data["submittedAt"] == "2026-03-02T09:20:00Z"
    [event] = stage.bus.waiting
    assert (event.type, event.data) == ("attempts.attempt.submitted.v1", {"attemptId": sitting.invitation_id})
    attempt = await stage.document(sitting.document("attempts"))
    projection = await stage.document(sitting.document("attemptStatus"))
    invitation = await stage.document(sitting.document("invitations"))
    assert attempt is not None
    assert projection is not None
    assert invitation is not None
    assert (attempt["status"], attempt["closedBy"]) == ("submitted", "candidate")
    assert projection["status"] == "submitted"
    assert invitation["status"] == "ended"


async def test_it_costs_one_read_and_one_commit(stage: Stage) -> None:
    await stage.tenant()  # so that the attempt is played on this stage, whose instance then knows the tenant
    sitting = await running_attempt(stage)
    reads, commits = stage.store.reads, stage.store.commits
    await finish(stage, sitting)
    assert stage.store.reads == reads + 1
    assert stage.store.commits == commits + 2, "the second one deletes the event published directly"


async def test_finishing_twice_is_finishing_once(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    first = await finish(stage, sitting)
    stage.clock.advance(minutes=1)
    again = await finish(stage, sitting)
    assert again.status == 200
    assert {**again.data, "serverTime": None} == {**first.data, "serverTime": None}
    submitted = [event for event in stage.bus.published if event.type == "attempts.attempt.submitted.v1"]
    assert len(submitted) == 1


async def test_finishing_many_times_at_once_is_finishing_once(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answers = await asyncio.gather(*(finish(stage, sitting) for _ in range(6)))
    assert {answer.status for answer in answers} == {200}
    submitted = [event for event in stage.bus.published if event.type == "attempts.attempt.submitted.v1"]
    assert len(submitted) == 1
    entries = [each for each in await stage.documents("auditEntries") if each["action"] == "finish_attempt"]
    assert len(entries) == 1


async def test_finishing_after_the_time_is_over_says_that_the_deadline_closed_it(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    stage.clock.advance(hours=3)
    late = await stage.candidate(sitting.tenant_id, sitting.invitation_id)
    answer = await stage.call("finish_attempt", as_=late, path=sitting.path)
    assert answer.status == 200
    attempt = await stage.document(sitting.document("attempts"))
    assert attempt is not None
    assert attempt["closedBy"] == "deadline"


async def test_nobody_finishes_for_another(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    other = await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    await stage.call("start_attempt", as_=other.candidate)
    answer = await stage.call("finish_attempt", as_=other.candidate, path=sitting.path)
    assert (answer.status, answer.error["code"]) == (404, "attempt_not_found")
    assert (await save(stage, sitting)).status == 200


@pytest.mark.parametrize("failure", [DependencyUnavailable("away"), RuntimeError("odd")])
async def test_a_hand_in_stands_although_its_event_could_not_be_published(stage: Stage, failure: Exception) -> None:
    sitting = await running_attempt(stage)
    stage.bus.failure = failure
    answer = await finish(stage, sitting)
    assert (answer.status, answer.data["status"]) == (200, "submitted")
    stage.bus.failure = None
    stage.clock.advance(minutes=1)
    assert any("-> score_attempt: 204" in each for each in await stage.settle())
