import asyncio
from dataclasses import replace
from typing import Any

import pytest

from shared.data.store import Delete, StoreQuery
from tests.fixtures.attempts import Sitting, again, finish, invited_candidate, running_attempt
from tests.fixtures.stage import Stage

pytestmark = pytest.mark.anyio


async def ended_attempt(stage: Stage, **changes: Any) -> Sitting:
    sitting = await running_attempt(stage, **changes)
    await finish(stage, sitting)
    return sitting


async def invited_again(stage: Stage, sitting: Sitting, email: str = "carl@example.com") -> Sitting:
    """Invite somebody to the same assessment once more."""
    body = {"email": email, "name": "Carl Candidate"}
    path = {"assessmentId": sitting.assessment_id}
    invitation = await stage.call("invite_candidate", as_=sitting.recruiter, path=path, body=body)
    assert invitation.status == 201, invitation.body
    return await again(stage, replace(sitting, invitation_id=invitation.data["id"]))


async def test_another_invitation_is_not_another_attempt(stage: Stage) -> None:
    sitting = await ended_attempt(stage)
    answer = await stage.call("start_attempt", as_=(await invited_again(stage, sitting, "CARL@example.com")).candidate)
    assert (answer.status, answer.error["code"]) == (409, "no_attempts_left")
    dora = await invited_again(stage, sitting, "dora@example.com")
    assert (await stage.call("start_attempt", as_=dora.candidate)).status == 201


async def test_of_two_invitations_used_at_once_one_starts(stage: Stage) -> None:
    first = await invited_candidate(stage)
    sittings = [first]
    for _ in range(4):
        # As if invited before candidates had documents of their own, which say who has an invitation already.
        [candidate] = await stage.store.query(StoreQuery("candidates", group=True))
        await stage.store.commit([Delete(candidate.path)])
        sittings.append(await invited_again(stage, first))
    answers = await asyncio.gather(*(stage.call("start_attempt", as_=each.candidate) for each in sittings))
    assert sorted(answer.status for answer in answers) == [201, 409, 409, 409, 409]
    [count] = await stage.documents("sittingCounts")
    assert (count["attempts"], len(await stage.documents("attempts"))) == (1, 1)
    assert "carl" not in str(count).lower()


async def test_retakes_wait_as_long_as_they_must_and_then_end(stage: Stage) -> None:
    first = await ended_attempt(stage, retakes={"attempts": 2, "waitHours": 1})
    second = await invited_again(stage, first)
    early = await stage.call("start_attempt", as_=second.candidate)
    assert (early.status, early.error["code"]) == (409, "retake_too_early")
    stage.clock.advance(hours=1)
    second = await again(stage, second)
    assert (await stage.call("start_attempt", as_=second.candidate)).status == 201
    await finish(stage, second)
    third = await invited_again(stage, replace(first, recruiter=await stage.signed_in_again(first.recruiter)))
    answer = await stage.call("start_attempt", as_=third.candidate)
    assert (answer.status, answer.error["code"]) == (409, "no_attempts_left")


async def test_practice_has_no_end_of_attempts(stage: Stage) -> None:
    sitting = await ended_attempt(stage, practice=True)
    for _ in range(3):
        sitting = await invited_again(stage, sitting)
        assert (await stage.call("start_attempt", as_=sitting.candidate)).status == 201
        await finish(stage, sitting)
