import pytest

from shared.auth.roles import Role
from tests.fixtures.assessments import numeric_questions
from tests.fixtures.attempts import another_candidate, finish, running_attempt, scored_attempt
from tests.fixtures.examples import active_assessment
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    return Arranged(as_=sitting.recruiter, query={"assessmentId": sitting.assessment_id, "status": "open"})


async def test_attempts_are_listed_the_latest_first(stage: Stage) -> None:
    first = await running_attempt(stage)
    stage.clock.advance(minutes=1)
    second = await another_candidate(stage, first.recruiter, first.assessment_id, first.question_ids)
    await stage.call("start_attempt", as_=second.candidate)
    answer = await stage.call("list_attempts", as_=first.recruiter)
    assert [each["id"] for each in answer.data] == [second.invitation_id, first.invitation_id]
    assert answer.data[0]["candidateName"] == "Carl Candidate"
    assert answer.data[0]["points"] is None


async def test_they_are_filtered_by_status_and_assessment(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    for query, count in [
        ({"status": "submitted"}, 1),
        ({"status": "open"}, 0),
        ({"assessmentId": sitting.assessment_id, "status": "submitted"}, 1),
        ({"assessmentId": "another"}, 0),
    ]:
        answer = await stage.call("list_attempts", as_=sitting.recruiter, query=query)
        assert len(answer.data) == count, query


async def test_a_scored_attempt_shows_its_points(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    [attempt] = (await stage.call("list_attempts", as_=sitting.recruiter)).data
    assert (attempt["status"], attempt["points"], attempt["maxPoints"]) == ("scored", "10.00", "10")


async def test_another_tenants_attempts_are_not_listed(stage: Stage) -> None:
    await running_attempt(stage)
    assert (await stage.call("list_attempts", as_=await stage.member(Role.RECRUITER))).data == []


async def test_candidates_list_nothing(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    assert (await stage.call("list_attempts", as_=sitting.candidate)).status == 403


async def test_a_preview_by_an_attempts_seed_shows_what_its_candidate_was_asked(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    ids = await numeric_questions(stage, recruiter, 6)
    sections = [{"pools": [{"draw": 3, "questionIds": ids, "points": "1"}], "shuffleQuestions": True}]
    assessment_id, _ = await active_assessment(stage, recruiter, sections=sections)
    for _ in range(3):
        sitting = await another_candidate(stage, recruiter, assessment_id, ids)
        await stage.call("start_attempt", as_=sitting.candidate)
        asked = (await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)).data["questions"]
        attempts = (await stage.call("list_attempts", as_=recruiter)).data
        [seed] = [each["seed"] for each in attempts if each["id"] == sitting.invitation_id]
        path = {"assessmentId": assessment_id}
        preview = await stage.call("preview_assessment", as_=recruiter, path=path, query={"seed": seed})
        assert [each["questionId"] for each in preview.data["questions"]] == [each["questionId"] for each in asked]
