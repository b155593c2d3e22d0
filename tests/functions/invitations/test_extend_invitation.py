import asyncio
from datetime import datetime, timedelta

import pytest

from tests.fixtures.attempts import Sitting, invited_candidate, running_attempt
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    body = {"expiresAt": in_days(stage, 30)}
    return Arranged(as_=sitting.recruiter, path={"invitationId": sitting.invitation_id}, body=body)


def in_days(stage: Stage, days: int) -> str:
    return (stage.clock.now() + timedelta(days=days)).isoformat()


async def extend(stage: Stage, sitting: Sitting, recruiter: SignedIn, days: int = 7) -> Answer:
    path, body = {"invitationId": sitting.invitation_id}, {"expiresAt": in_days(stage, days)}
    return await stage.call("extend_invitation", as_=recruiter, path=path, body=body)


async def expired(stage: Stage) -> tuple[Sitting, SignedIn]:
    sitting = await invited_candidate(stage)
    stage.clock.advance(days=14)
    return sitting, await stage.signed_in_again(sitting.recruiter)


async def test_it_ends_when_the_caller_says(stage: Stage) -> None:
    answer = await stage.arranged("extend_invitation", await arrange(stage))
    assert datetime.fromisoformat(answer.data["expiresAt"]) == stage.clock.now() + timedelta(days=30)


async def test_one_that_expired_admits_again(stage: Stage) -> None:
    sitting, recruiter = await expired(stage)
    assert (await stage.call("redeem_invitation", body={"token": sitting.token})).status == 409
    assert (await extend(stage, sitting, recruiter)).status == 200
    assert (await stage.call("redeem_invitation", body={"token": sitting.token})).status == 200


async def test_of_extending_the_old_and_inviting_anew_at_once_one_wins(stage: Stage) -> None:
    sitting, recruiter = await expired(stage)
    extended, invited = await asyncio.gather(
        extend(stage, sitting, recruiter),
        stage.call(
            "invite_candidate",
            as_=recruiter,
            path={"assessmentId": sitting.assessment_id},
            body={"email": "carl@example.com", "name": "Carl"},
        ),
    )
    assert sorted([extended.status, invited.status]) in ([200, 409], [201, 409])
    assert (await extend(stage, sitting, recruiter)).status == extended.status


async def test_one_that_was_begun_has_no_end_to_change(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await extend(stage, sitting, sitting.recruiter)
    assert (answer.status, answer.error["code"]) == (409, "invitation_used")


async def test_a_cancelled_one_stays_so(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await stage.call("cancel_invitation", as_=sitting.recruiter, path={"invitationId": sitting.invitation_id})
    answer = await extend(stage, sitting, sitting.recruiter)
    assert (answer.status, answer.error["code"]) == (409, "invitation_cancelled")


async def test_it_ends_within_90_days(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    answer = await extend(stage, sitting, sitting.recruiter, days=91)
    assert [each["pointer"] for each in answer.error["details"]] == ["/expiresAt"]
