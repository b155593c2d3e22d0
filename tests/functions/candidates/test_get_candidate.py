import pytest

from tests.fixtures.attempts import Sitting, another_candidate, invited_candidate
from tests.fixtures.examples import active_assessment
from tests.fixtures.privacy import candidate_who_finished
from tests.fixtures.stage import Answer, Arranged, Stage

pytestmark = pytest.mark.anyio


async def candidate_of(stage: Stage, sitting: Sitting) -> str:
    invitation = await stage.document(sitting.document("invitations"))
    assert invitation is not None
    return invitation["candidateId"]


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    return Arranged(as_=sitting.recruiter, path={"candidateId": await candidate_of(stage, sitting)})


async def test_a_person_comes_with_every_invitation(stage: Stage) -> None:
    first = await invited_candidate(stage)
    stage.clock.advance(minutes=1)
    other, questions = await active_assessment(stage, first.recruiter)
    second = await another_candidate(stage, first.recruiter, other, questions)
    path = {"candidateId": await candidate_of(stage, first)}
    answer = await stage.call("get_candidate", as_=first.recruiter, path=path)
    assert (answer.data["email"], answer.data["name"]) == ("carl@example.com", "Carl Candidate")
    invitations = [(each["id"], each["status"]) for each in answer.data["invitations"]]
    assert invitations == [(second.invitation_id, "pending"), (first.invitation_id, "pending")]


async def test_an_erased_candidate_is_gone(stage: Stage) -> None:
    sitting, admin = await candidate_who_finished(stage)
    path = {"candidateId": await candidate_of(stage, sitting)}
    await stage.call("erase_candidate", as_=admin, path={"invitationId": sitting.invitation_id})
    answer: Answer = await stage.call("get_candidate", as_=admin, path=path)
    assert (answer.status, answer.error["code"]) == (404, "candidate_not_found")


async def test_another_invitation_keeps_an_erased_ones_candidate(stage: Stage) -> None:
    sitting, admin = await candidate_who_finished(stage)
    path = {"candidateId": await candidate_of(stage, sitting)}
    other, questions = await active_assessment(stage, sitting.recruiter)
    second = await another_candidate(stage, sitting.recruiter, other, questions)
    await stage.call("erase_candidate", as_=admin, path={"invitationId": sitting.invitation_id})
    answer = await stage.call("get_candidate", as_=admin, path=path)
    assert [each["id"] for each in answer.data["invitations"]] == [second.invitation_id]
