import pytest

from shared.auth.roles import Role
from shared.domain.tenants.events import MemberInvited
from shared.events.envelope import Envelope
from tests.fixtures.deliveries import dead_letter, fail
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

SUBSCRIBER = "send_member_invitation"


async def arrange(stage: Stage) -> Arranged:
    """An invitation whose mail can't be sent."""
    admin = await stage.member(Role.ADMIN)
    body = {"email": "rita@example.com", "role": "viewer"}
    invitation = (await stage.call("invite_member", as_=admin, body=body)).data["id"]
    await stage.waiting()
    stage.mailer.failure = RuntimeError("the template is broken")
    return Arranged(event=MemberInvited(invitation_id=invitation), tenant_id=admin.tenant_id)


async def failed(stage: Stage) -> tuple[str, Envelope]:
    """Return a subscriber and an event it can't handle; five failed deliveries lie behind it."""
    arranged = await arrange(stage)
    assert arranged.event is not None
    envelope = stage.envelope(arranged.event, arranged.tenant_id)
    for _ in range(5):
        assert await stage.deliver(SUBSCRIBER, envelope) == 500
    return SUBSCRIBER, envelope


async def test_five_failures_are_listed_with_the_last_error_and_the_event(stage: Stage) -> None:
    subscriber, envelope = await failed(stage)
    assert await dead_letter(stage, subscriber, envelope) == 204
    letter = await stage.document(f"tenants/{envelope.tenant_id}/deadLetters/{subscriber}:{envelope.id}")
    assert letter is not None
    assert letter["deliveries"] == 5
    assert letter["lastError"] == "RuntimeError: the template is broken"
    assert letter["event"]["data"] == envelope.data
    assert (letter["expiresAt"] - letter["deadLetteredAt"]).days == 14


async def test_a_dead_letter_delivered_three_times_is_listed_once(stage: Stage) -> None:
    subscriber, envelope = await failed(stage)
    await dead_letter(stage, subscriber, envelope)
    before = await stage.snapshot()
    stage.clock.advance(minutes=1)
    for _ in range(2):
        assert await dead_letter(stage, subscriber, envelope) == 204
    assert await stage.snapshot() == before


async def test_a_dead_letter_whose_failures_were_never_counted_is_listed_all_the_same(stage: Stage) -> None:
    tenant_id = await stage.tenant()
    envelope = stage.envelope(MemberInvited(invitation_id="I1"), tenant_id)
    assert await dead_letter(stage, SUBSCRIBER, envelope) == 204
    [letter] = await stage.documents("deadLetters")
    assert (letter["deliveries"], letter["lastError"]) == (0, None)


async def test_a_late_dead_letter_of_an_event_that_was_handled_is_not_listed(stage: Stage) -> None:
    subscriber, envelope = await failed(stage)
    stage.mailer.failure = None
    assert await stage.deliver(subscriber, envelope) == 204
    assert await dead_letter(stage, subscriber, envelope) == 204
    assert await stage.documents("deadLetters") == []


async def test_a_replayed_event_that_fails_again_is_listed_again(stage: Stage) -> None:
    subscriber, envelope = await failed(stage)
    await dead_letter(stage, subscriber, envelope)
    admin = await stage.member(Role.ADMIN, tenant_id=envelope.tenant_id)
    path = {"deadLetterId": f"{subscriber}:{envelope.id}"}
    assert (await stage.call("replay_dead_letter", as_=admin, path=path)).status == 202
    stage.clock.advance(minutes=5)
    await fail(stage, subscriber, envelope)
    [letter] = await stage.documents("deadLetters")
    assert letter["replayedAt"] is None
    assert letter["deliveries"] == 5
    assert letter["deadLetteredAt"] == stage.clock.now()


@pytest.mark.parametrize("subscriber", ["", "a/b"])
async def test_a_letter_without_a_proper_subscriber_is_refused(stage: Stage, subscriber: str) -> None:
    envelope = stage.envelope(MemberInvited(invitation_id="I1"), await stage.tenant())
    assert await dead_letter(stage, subscriber, envelope) in (400, 500)
    assert await stage.documents("deadLetters") == []
