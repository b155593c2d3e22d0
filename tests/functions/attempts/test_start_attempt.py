import asyncio
from datetime import datetime, timedelta

import pytest

from shared.auth.roles import Role
from tests.fixtures.attempts import another_candidate, finish, invited_candidate, running_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=(await invited_candidate(stage)).candidate)


async def test_the_servers_clock_sets_the_deadline(stage: Stage) -> None:
    sitting = await invited_candidate(stage, timeLimitMinutes=45)
    answer = await stage.call("start_attempt", as_=sitting.candidate)
    assert answer.status == 201
    assert answer.data["id"] == sitting.invitation_id
    assert datetime.fromisoformat(answer.data["serverTime"]) == stage.clock.now()
    assert datetime.fromisoformat(answer.data["deadline"]) == stage.clock.now() + timedelta(minutes=45)


async def test_the_attempt_its_projection_the_invitation_and_the_alarm_are_one_commit(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await stage.settle()
    commits = stage.store.commits
    await stage.call("start_attempt", as_=sitting.candidate)
    assert stage.store.commits == commits + 1
    projection = await stage.document(sitting.document("attemptStatus"))
    assert projection is not None
    assert projection["status"] == "open"
    assert projection["candidateUid"] == f"candidate-{sitting.invitation_id}"
    assert not {"questions", "points", "answers", "candidateEmail"} & set(projection)
    invitation = await stage.document(sitting.document("invitations"))
    assert invitation is not None
    assert invitation["status"] == "started"
    [alarm] = [each for each in await stage.documents("outbox") if not each["relay"]]
    assert alarm["dueAt"] == projection["deadline"] + timedelta(seconds=5)
    [entry] = [each for each in await stage.documents("auditEntries") if each["action"] == "start_attempt"]
    assert entry["actor"] == f"candidate:{sitting.invitation_id}"


async def test_two_starts_at_once_are_one_attempt(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    answers = await asyncio.gather(*(stage.call("start_attempt", as_=sitting.candidate) for _ in range(6)))
    assert {answer.status for answer in answers} == {201}
    assert {answer.data["id"] for answer in answers} == {sitting.invitation_id}
    assert len({answer.data["deadline"] for answer in answers}) == 1
    assert len(await stage.documents("attempts")) == 1
    due = [document for document in await stage.documents("outbox") if not document["relay"]]
    assert len([each for each in due if "deadline_reached" in each["events"][0]["type"]]) == 1


async def test_a_retried_start_gives_no_more_time(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    first = await stage.call("start_attempt", as_=sitting.candidate)
    stage.clock.advance(minutes=10)
    again = await stage.call("start_attempt", as_=sitting.candidate, body={})
    assert again.data["deadline"] == first.data["deadline"]
    assert again.data["startedAt"] == first.data["startedAt"]


async def test_there_is_no_second_attempt_after_the_first(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    answer = await stage.call("start_attempt", as_=sitting.candidate)
    assert (answer.status, answer.error["code"]) == (409, "attempt_closed")


async def test_starting_again_when_the_time_is_up_is_too_late(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    stage.clock.advance(minutes=61)
    late = await stage.candidate(sitting.tenant_id, sitting.invitation_id)
    answer = await stage.call("start_attempt", as_=late)
    assert (answer.status, answer.error["code"]) == (409, "attempt_deadline_passed")


async def test_an_archived_assessment_is_not_started(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await stage.call("archive_assessment", as_=sitting.recruiter, path={"assessmentId": sitting.assessment_id})
    answer = await stage.call("start_attempt", as_=sitting.candidate)
    assert (answer.status, answer.error["code"]) == (409, "assessment_not_active")


async def test_an_attempt_that_runs_goes_on_when_the_assessment_is_archived(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await stage.call("archive_assessment", as_=sitting.recruiter, path={"assessmentId": sitting.assessment_id})
    assert (await stage.call("start_attempt", as_=sitting.candidate)).status == 201


async def test_an_expired_invitation_is_not_started(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    stage.clock.advance(days=14)
    late = await stage.candidate(sitting.tenant_id, sitting.invitation_id)
    answer = await stage.call("start_attempt", as_=late)
    assert (answer.status, answer.error["code"]) == (409, "invitation_expired")


async def test_a_token_for_no_invitation_starts_nothing(stage: Stage) -> None:
    candidate = await stage.candidate(await stage.tenant(), "never-made")
    answer = await stage.call("start_attempt", as_=candidate)
    assert (answer.status, answer.error["code"]) == (404, "invitation_not_found")


async def test_two_candidates_have_an_attempt_each(stage: Stage) -> None:
    first = await running_attempt(stage)
    second = await another_candidate(stage, first.recruiter, first.assessment_id, first.question_ids)
    await stage.call("start_attempt", as_=second.candidate)
    assert len(await stage.documents("attempts")) == 2


async def test_a_new_version_of_a_question_changes_no_attempt(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    path = {"questionId": sitting.question_ids[0]}
    question = (await stage.call("get_question", as_=sitting.recruiter, path=path)).data
    content = {**question["content"], "prompt": "Something else."}
    await stage.call("update_question", as_=sitting.recruiter, path=path, body={"content": content})
    await stage.call("publish_question", as_=sitting.recruiter, path=path)
    await stage.settle()
    await stage.call("start_attempt", as_=sitting.candidate)
    seen = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert seen.data["questions"][0]["prompt"] == "Read two integers, print their sum."


async def test_members_start_nothing(stage: Stage) -> None:
    for role in (Role.OWNER, Role.RECRUITER):
        answer = await stage.call("start_attempt", as_=await stage.member(role))
        assert answer.status == 403


@pytest.mark.parametrize(
    ("minutes", "code"),
    [(-1, "assessment_not_open_yet"), (0, None), (59, None), (60, "assessment_closed")],
)
async def test_an_attempt_is_started_within_the_window(stage: Stage, minutes: int, code: str | None) -> None:
    window = {"timeZone": "Europe/Berlin", "opens": "2026-03-03T10:00", "closes": "2026-03-03T11:00"}
    sitting = await invited_candidate(stage, availability=window)
    stage.clock.advance(hours=24, minutes=minutes)
    candidate = await stage.candidate(sitting.tenant_id, sitting.invitation_id)
    answer = await stage.call("start_attempt", as_=candidate)
    assert (answer.status, answer.error["code"] if code else None) == (409 if code else 201, code)


async def test_who_starts_just_before_the_closing_has_the_whole_time(stage: Stage) -> None:
    window = {"timeZone": "UTC", "closes": "2026-03-02T09:01"}
    sitting = await running_attempt(stage, availability=window)
    stage.clock.advance(minutes=50)
    answer = await stage.call("start_attempt", as_=sitting.candidate)
    assert datetime.fromisoformat(answer.data["deadline"]) - stage.clock.now() == timedelta(minutes=10)
