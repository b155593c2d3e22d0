import pytest

from shared.auth.roles import Role
from tests.fixtures.attempts import another_candidate, invited_candidate, running_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    return Arranged(as_=sitting.recruiter, query={"assessmentId": sitting.assessment_id, "status": "pending"})


async def test_invitations_are_listed_newest_first(stage: Stage) -> None:
    first = await invited_candidate(stage)
    stage.clock.advance(minutes=1)
    second = await another_candidate(stage, first.recruiter, first.assessment_id, first.question_ids)
    answer = await stage.call("list_invitations", as_=first.recruiter)
    assert [each["id"] for each in answer.data] == [second.invitation_id, first.invitation_id]
    assert [each["email"] for each in answer.data] == ["carl1@example.com", "carl@example.com"]


async def test_they_are_filtered_by_status_and_assessment(stage: Stage) -> None:
    started = await running_attempt(stage)
    pending = await another_candidate(stage, started.recruiter, started.assessment_id, started.question_ids)
    for query, expected in [
        ({"status": "started"}, [started.invitation_id]),
        ({"status": "pending", "assessmentId": started.assessment_id}, [pending.invitation_id]),
        ({"assessmentId": "another"}, []),
    ]:
        answer = await stage.call("list_invitations", as_=started.recruiter, query=query)
        assert [each["id"] for each in answer.data] == expected


async def test_they_are_filtered_by_when_they_were_made(stage: Stage) -> None:
    first = await invited_candidate(stage)
    stage.clock.advance(minutes=1)
    between = stage.clock.now()
    stage.clock.advance(minutes=1)
    second = await another_candidate(stage, first.recruiter, first.assessment_id, first.question_ids)
    for bound, expected in (("since", second), ("until", first)):
        query = {bound: between.isoformat(), "assessmentId": first.assessment_id, "status": "pending"}
        answer = await stage.call("list_invitations", as_=first.recruiter, query=query)
        assert [each["id"] for each in answer.data] == [expected.invitation_id]


async def test_another_tenants_invitations_are_not_listed(stage: Stage) -> None:
    await invited_candidate(stage)
    stranger = await stage.member(Role.RECRUITER)
    assert (await stage.call("list_invitations", as_=stranger)).data == []


async def test_no_listing_holds_a_code_or_a_link(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    for _ in range(2):
        await stage.call("redeem_invitation", body={"token": sitting.token})
    answer = await stage.call("list_invitations", as_=sitting.recruiter)
    assert answer.data[0]["status"] == "redeemed"
    assert "challenge" not in answer.data[0]
    assert sitting.token not in str(answer.body)
