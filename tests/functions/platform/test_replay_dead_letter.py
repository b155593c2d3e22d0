import pytest

from shared.auth.roles import Role
from shared.domain.tenants.events import MemberInvited
from tests.fixtures.deliveries import fail
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

SUBSCRIBER = "send_member_invitation"


async def arrange(stage: Stage) -> Arranged:
    """A mail that could not be sent, listed; the cause is gone."""
    admin = await stage.member(Role.ADMIN)
    body = {"email": "rita@example.com", "role": "viewer"}
    invitation = (await stage.call("invite_member", as_=admin, body=body)).data["id"]
    await stage.waiting()
    stage.mailer.failure = RuntimeError("broken")
    envelope = stage.envelope(MemberInvited(invitation_id=invitation), admin.tenant_id)
    await fail(stage, SUBSCRIBER, envelope)
    stage.mailer.failure = None
    return Arranged(as_=admin, path={"deadLetterId": f"{SUBSCRIBER}:{envelope.id}"})


async def test_a_replayed_event_is_handled_once_the_cause_is_gone(stage: Stage) -> None:
    answer = await stage.arranged("replay_dead_letter", await arrange(stage))
    assert answer.status == 202
    assert answer.data["replayedAt"] == "2026-03-02T09:00:00Z"
    await stage.settle()
    assert [mail.to for mail in stage.mailer.sent] == ["rita@example.com"]


async def test_a_second_replay_is_refused(stage: Stage) -> None:
    arranged = await arrange(stage)
    await stage.arranged("replay_dead_letter", arranged)
    again = await stage.arranged("replay_dead_letter", arranged)
    assert (again.status, again.error["code"]) == (409, "already_replayed")
    await stage.settle()
    assert len(stage.mailer.sent) == 1


async def test_a_replay_that_failed_again_can_be_replayed_again(stage: Stage) -> None:
    arranged = await arrange(stage)
    await stage.arranged("replay_dead_letter", arranged)
    [envelope] = await stage.waiting()
    stage.mailer.failure = RuntimeError("still broken")
    await fail(stage, SUBSCRIBER, envelope)
    stage.mailer.failure = None
    assert (await stage.arranged("replay_dead_letter", arranged)).status == 202
    await stage.settle()
    assert len(stage.mailer.sent) == 1


async def test_the_failures_of_a_replay_are_counted_afresh(stage: Stage) -> None:
    arranged = await arrange(stage)
    assert arranged.as_ is not None
    counter = f"tenants/{arranged.as_.tenant_id}/deliveryFailures/{arranged.path['deadLetterId']}"
    assert (await stage.document(counter) or {})["deliveries"] == 5
    await stage.arranged("replay_dead_letter", arranged)
    assert (await stage.document(counter) or {})["deliveries"] == 0


async def test_another_tenants_letter_is_404(stage: Stage) -> None:
    arranged = await arrange(stage)
    answer = await stage.call("replay_dead_letter", as_=await stage.member(Role.ADMIN), path=arranged.path)
    assert (answer.status, answer.error["code"]) == (404, "dead_letter_not_found")


async def test_a_replay_is_audited(stage: Stage) -> None:
    arranged = await arrange(stage)
    await stage.arranged("replay_dead_letter", arranged)
    assert arranged.path in [entry["target"] for entry in await stage.documents("auditEntries")]
