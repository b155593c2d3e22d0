import pytest

from shared.auth.roles import Role
from shared.domain.tenants.events import MemberJoined
from shared.domain.uploads.events import UploadExpired
from shared.domain.webhooks.events import WebhookEventMatched
from shared.errors import DependencyUnavailable
from tests.fixtures.attempts import finish, running_attempt, save, unit
from tests.fixtures.deliveries import outbox_paths, relay
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import JOINED, a_webhook, happens, owner_with_webhook

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, _ = await owner_with_webhook(stage)
    event = WebhookEventMatched(
        event_id="event", event_type=JOINED, occurred_at=stage.clock.now(), data={"userId": "somebody"}
    )
    return Arranged(event=event, tenant_id=owner.tenant_id)


async def test_each_webhook_that_asks_for_an_event_gets_it_once(stage: Stage) -> None:
    owner, every = await owner_with_webhook(stage)
    exact = await a_webhook(stage, owner, eventTypes=[JOINED, "tenants.*"])
    await a_webhook(stage, owner, eventTypes=["attempts.*"])
    disabled = await a_webhook(stage, owner)
    await stage.call("disable_webhook", as_=owner, path={"webhookId": disabled["id"]})
    await happens(stage, owner.tenant_id)
    await stage.settle()
    deliveries = await stage.documents("webhookDeliveries")
    assert sorted(each["webhookId"] for each in deliveries) == sorted([every["id"], exact["id"]])
    assert len(stage.http_client.sent) == 2


async def test_another_tenants_webhook_hears_nothing(stage: Stage) -> None:
    await owner_with_webhook(stage)
    await happens(stage, await stage.tenant())
    await stage.settle()
    assert stage.http_client.sent == []


async def test_an_event_delivered_under_another_id_is_delivered_once(stage: Stage) -> None:
    arranged = await arrange(stage)
    for _ in range(2):
        assert await stage.deliver("fan_out_webhook_event", stage.envelope(arranged.event, arranged.tenant_id)) == 204
    assert len(await stage.documents("webhookDeliveries")) == 1


async def test_what_is_published_directly_is_delivered_as_well(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    owner = await stage.member(Role.OWNER, tenant_id=sitting.tenant_id)
    await a_webhook(stage, owner, eventTypes=["attempts.*"])
    await save(stage, sitting)
    await finish(stage, sitting)
    await stage.settle()
    kinds = {each["eventType"] for each in await stage.documents("webhookDeliveries")}
    assert {"attempts.attempt.submitted.v1", "attempts.attempt.scored.v1"} <= kinds


async def test_what_the_relay_and_the_sweep_publish_has_its_copies(stage: Stage) -> None:
    owner, _ = await owner_with_webhook(stage)
    await happens(stage, owner.tenant_id, 2)
    first, _ = await outbox_paths(stage)
    await relay(stage, first)
    stage.clock.advance(seconds=11)
    await stage.tick("sweep_outbox")
    assert sorted(each.type for each in stage.bus.published) == [JOINED, JOINED, *2 * [WebhookEventMatched.type]]
    await stage.settle()
    assert len(stage.http_client.sent) == 2


async def test_a_bus_that_is_down_loses_no_copy(stage: Stage) -> None:
    owner, _ = await owner_with_webhook(stage)
    await happens(stage, owner.tenant_id)
    [path] = await outbox_paths(stage)
    stage.bus.failure = DependencyUnavailable("the bus is down")
    assert await relay(stage, path) == 500
    stage.bus.failure = None
    await stage.settle()
    assert len(stage.http_client.sent) == 1


async def test_an_event_for_later_says_when_it_came_true(stage: Stage) -> None:
    owner, _ = await owner_with_webhook(stage)
    work = unit(stage, owner.tenant_id)
    due = stage.clock.now().replace(hour=18)
    work.emit(UploadExpired(upload_id="gone"), at=due)
    await work.commit()
    stage.clock.advance(hours=12)
    await stage.settle()
    assert b'"timestamp":"2026-03-02T18:00:31Z"' in stage.http_client.sent[0].body


async def test_a_tenant_without_webhooks_costs_one_read_in_half_a_minute_and_no_write(stage: Stage) -> None:
    tenant_id = await stage.tenant()
    await happens(stage, tenant_id, 10)
    reads, commits = stage.store.reads, stage.store.commits
    paths = await outbox_paths(stage)
    for path in paths:
        assert await relay(stage, path) == 204
    assert stage.store.reads - reads == len(paths) + 1
    assert stage.store.commits - commits == len(paths)
    assert {each.type for each in stage.bus.published} == {MemberJoined.type}
