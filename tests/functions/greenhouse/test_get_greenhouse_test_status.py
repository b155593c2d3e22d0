import pytest

from tests.fixtures.greenhouse import greenhouse, sent_test, status, take
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sender = await greenhouse(stage)
    interview_id, _ = await sent_test(stage, sender)
    return Arranged(as_=sender.key, query={"partner_interview_id": interview_id})


async def test_the_status_follows_the_candidate(stage: Stage) -> None:
    sender = await greenhouse(stage)
    interview_id, sitting = await sent_test(stage, sender)
    assert (await status(stage, sender, interview_id)).body == {"partner_status": "invited"}
    assert (await stage.call("start_attempt", as_=sitting.candidate)).status == 201
    assert (await status(stage, sender, interview_id)).body == {"partner_status": "in_progress"}
    assert (await stage.call("finish_attempt", as_=sitting.candidate, path=sitting.path)).status == 200
    assert (await status(stage, sender, interview_id)).body == {"partner_status": "being_scored"}
    await stage.settle()
    assert (await status(stage, sender, interview_id)).body["partner_status"] == "complete"


async def test_a_complete_test_has_score_profile_and_flat_metadata(stage: Stage) -> None:
    sender = await greenhouse(stage)
    interview_id, sitting = await sent_test(stage, sender)
    await take(stage, sitting)
    await stage.settle()
    answer = await status(stage, sender, interview_id)
    assert answer.status == 200
    assert answer.body["partner_score"] == 100.0
    assert answer.body["partner_profile_url"].endswith(f"/attempts/{sitting.invitation_id}")
    metadata = answer.body["metadata"]
    assert (metadata["points"], metadata["max_points"], metadata["needs_review"]) == (10.0, 10.0, False)
    assert all(isinstance(each, str | int | float | bool) for each in metadata.values())


async def test_a_cancelled_test_says_so(stage: Stage) -> None:
    sender = await greenhouse(stage)
    interview_id, sitting = await sent_test(stage, sender)
    path = {"invitationId": sitting.invitation_id}
    assert (await stage.call("cancel_invitation", as_=sitting.recruiter, path=path)).status < 300
    assert (await status(stage, sender, interview_id)).body == {"partner_status": "cancelled"}


@pytest.mark.parametrize("interview_id", ["unknown", "a/b", "..", "x" * 150])
async def test_an_unknown_interview_is_404(stage: Stage, interview_id: str) -> None:
    answer = await status(stage, await greenhouse(stage), interview_id)
    assert answer.status == 404
    assert answer.body["errors"]


async def test_another_tenants_interview_is_404(stage: Stage) -> None:
    sender = await greenhouse(stage)
    interview_id, _ = await sent_test(stage, sender)
    assert (await status(stage, await greenhouse(stage), interview_id)).status == 404
