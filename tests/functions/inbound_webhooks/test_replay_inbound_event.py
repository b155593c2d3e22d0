import pytest

from shared.domain.plans.model import Quota
from tests.fixtures.inbound import JOINED, PAID, STRANGE, a_source, received
from tests.fixtures.quotas import on_free_plan, use
from tests.fixtures.stage import Answer, Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    source, event = await received(stage, PAID)
    await stage.settle()
    return Arranged(as_=source.admin, path={**source.path, "eventId": event["id"]})


async def replayed(stage: Stage, call: Arranged) -> Answer:
    answer = await stage.arranged("replay_inbound_event", call)
    await stage.settle()
    return answer


async def test_what_was_refused_is_handled_once_the_reason_is_gone(stage: Stage) -> None:
    source = await a_source(stage)
    await on_free_plan(stage, source.admin.tenant_id)
    await use(stage, source.admin.tenant_id, Quota.MEMBERS, 4)
    answer = await stage.call("receive_webhook", as_=source.sender, path=source.address, body=JOINED)
    assert answer.status == 202
    await stage.settle()
    [event] = await stage.documents("inboundEvents")
    assert (event["status"], event["problem"]) == ("refused", "quota_exceeded")
    tenant_id = source.admin.tenant_id
    await stage.change(f"tenants/{tenant_id}/tenant/{tenant_id}", plan="team")
    call = Arranged(as_=source.admin, path={**source.path, "eventId": event["id"]})
    assert (await replayed(stage, call)).data["replays"] == 1
    [event] = await stage.documents("inboundEvents")
    assert (event["status"], event["problem"]) == ("handled", None)
    assert len(await stage.documents("memberInvitations")) == 1


async def test_a_payment_replayed_is_no_second_payment(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await replayed(stage, call)).status == 202
    assert len(await stage.documents("payments")) == 1


async def test_what_is_still_due_or_unknown_is_not_replayed(stage: Stage) -> None:
    for message, code in ((PAID, "inbound_event_pending"), (STRANGE, "unknown_event_type")):
        source, event = await received(stage, message)
        path = {**source.path, "eventId": event["id"]}
        answer = await stage.call("replay_inbound_event", as_=source.admin, path=path)
        assert (answer.status, answer.error["code"]) == (409, code)


async def test_another_sources_and_an_expired_message_are_404(stage: Stage) -> None:
    call = await arrange(stage)
    other = await a_source(stage, admin=call.as_)
    path = {**call.path, "sourceId": other.id}
    assert (await stage.call("replay_inbound_event", as_=call.as_, path=path)).status == 404
    stage.clock.advance(days=30)
    assert call.as_ is not None
    call.as_ = await stage.signed_in_again(call.as_)
    assert (await stage.arranged("replay_inbound_event", call)).status == 404


async def test_what_was_erased_can_not_be_handled_again(stage: Stage) -> None:
    source, event = await received(stage, JOINED)
    await stage.settle()
    await stage.change(f"tenants/{source.admin.tenant_id}/inboundEvents/{event['id']}", body="", people=[])
    call = Arranged(as_=source.admin, path={**source.path, "eventId": event["id"]})
    answer = await replayed(stage, call)
    assert (answer.status, answer.error["code"]) == (409, "inbound_event_erased")
