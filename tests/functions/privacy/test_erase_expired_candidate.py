import pytest

from shared.domain.privacy.events import CandidateExpired
from tests.fixtures.attempts import running_attempt
from tests.fixtures.privacy import candidate_who_finished
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting, _ = await candidate_who_finished(stage)
    return Arranged(event=CandidateExpired(invitation_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def expired(stage: Stage, call: Arranged) -> None:
    assert call.event is not None
    envelope = stage.envelope(call.event, call.tenant_id or "")
    assert await stage.deliver("erase_expired_candidate", envelope) == 204


async def test_the_log_says_that_it_was_done_and_a_receipt_is_signed(stage: Stage) -> None:
    call = await arrange(stage)
    await expired(stage, call)
    [entry] = await stage.audited("erase_expired_candidate")
    assert entry["actor"].startswith("system:")
    await stage.tick("sequence_audit_entries")
    await stage.settle()
    [erasure] = await stage.documents("erasures")
    assert (erasure["createdBy"], erasure["receipt"] is not None) == ("retention", True)
    assert (
        "carl" not in str([await stage.documents(each) for each in ("invitations", "attempts", "candidates")]).lower()
    )


async def test_twice_is_as_good_as_once(stage: Stage) -> None:
    call = await arrange(stage)
    for _ in range(2):
        await expired(stage, call)
    assert len(await stage.documents("erasures")) == 1


async def test_a_running_attempt_is_left_alone(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    event = CandidateExpired(invitation_id=sitting.invitation_id)
    await expired(stage, Arranged(event=event, tenant_id=sitting.tenant_id))
    [attempt] = await stage.documents("attempts")
    assert attempt["candidateName"] == "Carl Candidate"
