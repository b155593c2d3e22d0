import asyncio

import pytest

from tests.fixtures.attempts import Sitting, invited_candidate, running_attempt
from tests.fixtures.stage import SignedIn, Stage

pytestmark = pytest.mark.anyio


async def invited_again(stage: Stage, sitting: Sitting, email: str = "carl@example.com") -> SignedIn:
    """Invite somebody to the same assessment once more; return the candidate of that invitation."""
    body = {"email": email, "name": "Carl Candidate"}
    path = {"assessmentId": sitting.assessment_id}
    invitation = await stage.call("invite_candidate", as_=sitting.recruiter, path=path, body=body)
    assert invitation.status == 201, invitation.body
    return await stage.candidate(sitting.tenant_id, invitation.data["id"])


async def test_another_invitation_is_not_another_attempt(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await stage.call("start_attempt", as_=await invited_again(stage, sitting, "CARL@example.com"))
    assert (answer.status, answer.error["code"]) == (409, "no_attempts_left")
    assert (
        await stage.call("start_attempt", as_=await invited_again(stage, sitting, "dora@example.com"))
    ).status == 201


async def test_of_two_invitations_used_at_once_one_starts(stage: Stage) -> None:
    first = await invited_candidate(stage)
    others = [await invited_again(stage, first) for _ in range(4)]
    answers = await asyncio.gather(
        *(stage.call("start_attempt", as_=candidate) for candidate in (first.candidate, *others))
    )
    assert sorted(answer.status for answer in answers) == [201, 409, 409, 409, 409]
    [count] = await stage.documents("sittingCounts")
    assert (count["attempts"], len(await stage.documents("attempts"))) == (1, 1)
    assert "carl" not in str(count).lower()


async def test_retakes_wait_as_long_as_they_must_and_then_end(stage: Stage) -> None:
    sitting = await running_attempt(stage, retakes={"attempts": 2, "waitHours": 1})
    second, third = await invited_again(stage, sitting), await invited_again(stage, sitting)
    early = await stage.call("start_attempt", as_=second)
    assert (early.status, early.error["code"]) == (409, "retake_too_early")
    stage.clock.advance(hours=1)
    second, third = [
        await stage.candidate(sitting.tenant_id, each.user_id.removeprefix("candidate-")) for each in (second, third)
    ]
    assert (await stage.call("start_attempt", as_=second)).status == 201
    answer = await stage.call("start_attempt", as_=third)
    assert (answer.status, answer.error["code"]) == (409, "no_attempts_left")


async def test_practice_has_no_end_of_attempts(stage: Stage) -> None:
    sitting = await running_attempt(stage, practice=True)
    answers = [await stage.call("start_attempt", as_=await invited_again(stage, sitting)) for _ in range(3)]
    assert [answer.status for answer in answers] == [201, 201, 201]
