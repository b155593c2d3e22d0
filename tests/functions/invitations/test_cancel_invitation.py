import asyncio

import pytest

from shared.domain.analytics.rollups import shard_paths
from tests.fixtures.attempts import another_candidate, invited_candidate, running_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    return Arranged(as_=sitting.recruiter, path={"invitationId": sitting.invitation_id})


async def test_its_link_admits_nobody_and_no_mail_goes_out(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    path = {"invitationId": sitting.invitation_id}
    for _ in range(2):
        answer = await stage.call("cancel_invitation", as_=sitting.recruiter, path=path)
        assert answer.data["status"] == "cancelled"
    opened = await stage.call("redeem_invitation", body={"token": sitting.token})
    assert (opened.status, opened.error["code"]) == (409, "invitation_cancelled")
    await stage.settle()
    assert stage.mailer.sent == []


async def test_a_candidate_who_is_signed_in_already_cannot_begin(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await stage.call("redeem_invitation", body={"token": sitting.token})
    path = {"invitationId": sitting.invitation_id}
    assert (await stage.call("cancel_invitation", as_=sitting.recruiter, path=path)).status == 200
    begun = await stage.call("start_attempt", as_=sitting.candidate)
    assert (begun.status, begun.error["code"]) == (409, "invitation_cancelled")


async def test_the_same_person_can_be_invited_anew(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    call = {"as_": sitting.recruiter, "path": {"assessmentId": sitting.assessment_id}}
    body = {"email": "carl@example.com", "name": "Carl"}
    assert (await stage.call("invite_candidate", **call, body=body)).status == 409
    await stage.call("cancel_invitation", as_=sitting.recruiter, path={"invitationId": sitting.invitation_id})
    assert (await stage.call("invite_candidate", **call, body=body)).status == 201


async def test_an_attempt_that_runs_goes_on(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    path = {"invitationId": sitting.invitation_id}
    answer = await stage.call("cancel_invitation", as_=sitting.recruiter, path=path)
    assert (answer.status, answer.error["code"]) == (409, "invitation_used")
    assert (await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)).status == 200


async def test_of_starting_and_cancelling_at_once_one_wins(stage: Stage) -> None:
    first = await invited_candidate(stage)
    for _ in range(3):
        sitting = await another_candidate(stage, first.recruiter, first.assessment_id, first.question_ids)
        started, cancelled = await asyncio.gather(
            stage.call("start_attempt", as_=sitting.candidate),
            stage.call("cancel_invitation", as_=sitting.recruiter, path={"invitationId": sitting.invitation_id}),
        )
        assert sorted([started.status < 400, cancelled.status < 400]) == [False, True]


async def test_a_cancelled_invitation_counts_no_more_whichever_comes_first(stage: Stage) -> None:
    for counted_first in (True, False):
        sitting = await invited_candidate(stage)
        if counted_first:
            await stage.settle()
        path = {"invitationId": sitting.invitation_id}
        assert (await stage.call("cancel_invitation", as_=sitting.recruiter, path=path)).status == 200
        await stage.settle()
        shards = [
            await stage.document(f"tenants/{sitting.tenant_id}/{path}") for path in shard_paths(sitting.assessment_id)
        ]
        assert sum(shard.get("invited", 0) for shard in shards if shard) == 0
