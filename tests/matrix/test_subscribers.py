"""What holds for every subscriber and every scheduled function."""

import pytest

from shared.runtime.declare import SubscriberDeclaration
from shared.runtime.entry_points import declaration
from tests.fixtures.stage import Stage
from tests.matrix.arrangements import arranged, scheduled_names, subscriber_names

pytestmark = pytest.mark.anyio

BOOKKEEPING = ("deliveries/",)


@pytest.mark.parametrize("name", subscriber_names())
async def test_an_event_delivered_three_times_acts_once(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    assert call.event is not None
    envelope = stage.envelope(call.event, call.tenant_id)
    assert await stage.deliver(name, envelope) == 204
    events = len(stage.bus.published)
    mails = len(stage.mailer.sent)
    documents = await stage.snapshot()
    for _ in range(2):
        assert await stage.deliver(name, envelope) == 204
    assert len(stage.bus.published) == events
    assert len(stage.mailer.sent) == mails
    assert await stage.snapshot() == documents


@pytest.mark.parametrize("name", subscriber_names())
async def test_another_events_delivery_is_refused_and_a_poisonous_one_is_counted(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    assert call.event is not None
    other = stage.envelope(call.event, call.tenant_id)
    object.__setattr__(other, "type", "nobody.nothing.happened.v1")
    assert await stage.deliver(name, other) == 400
    poisonous = stage.envelope(call.event, call.tenant_id)
    object.__setattr__(poisonous, "data", {"unexpected": True})
    declared = declaration(name)
    assert isinstance(declared, SubscriberDeclaration)
    assert await stage.deliver(name, poisonous) == 500
    assert await stage.deliver(name, poisonous) == 500
    failure = await stage.document(f"tenants/{call.tenant_id}/deliveryFailures/{name}:{poisonous.id}")
    assert failure is not None
    assert failure["deliveries"] == 2


@pytest.mark.parametrize("name", scheduled_names())
async def test_a_scheduled_function_runs_over_nothing(name: str, stage: Stage) -> None:
    assert await stage.tick(name) == 204
