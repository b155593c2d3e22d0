"""What every event bus promises; one suite on both."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from shared.adapters.local_bus import LocalBus
from shared.errors import DependencyUnavailable
from shared.events.bus import EventBus
from shared.events.envelope import Envelope

pytestmark = pytest.mark.anyio
ONE, TWO = "demo.thing.made.v1", "demo.thing.gone.v1"
Receive = Callable[[str, int], Awaitable[list[Envelope]]]


def envelope(event_type: str = ONE, *, key: str | None = None, **data: Any) -> Envelope:
    return Envelope(
        id=uuid4().hex[:20],
        type=event_type,
        time=datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC),
        tenant_id="T",
        traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        causation_id="request",
        data=data,
        ordering_key=key,
        due=datetime(2026, 3, 9, 9, 0, tzinfo=UTC),
    )


class Local:
    """A local bus, and what its one subscriber for each type got."""

    def __init__(self) -> None:
        self.got: list[Envelope] = []
        self.bus = LocalBus({ONE: ["s1"], TWO: ["s2"]}, self.deliver, delay_scale=0.0)

    async def deliver(self, subscriber: str, received: Envelope) -> bool:
        self.got.append(received)
        return True

    async def receive(self, event_type: str, count: int) -> list[Envelope]:
        await self.bus.drain()
        return [received for received in self.got if received.type == event_type]


class Cloud:
    """A Pub/Sub bus, and a pull subscription on each topic."""

    def __init__(self, host: str, project: str) -> None:
        import grpc.aio
        from google.pubsub_v1.services.publisher.async_client import PublisherAsyncClient
        from google.pubsub_v1.services.publisher.transports.grpc_asyncio import PublisherGrpcAsyncIOTransport
        from google.pubsub_v1.services.subscriber.async_client import SubscriberAsyncClient
        from google.pubsub_v1.services.subscriber.transports.grpc_asyncio import SubscriberGrpcAsyncIOTransport

        from shared.adapters.pubsub import PubSubBus

        self.bus = PubSubBus(project)
        self.project = project
        self.channel = grpc.aio.insecure_channel(host)
        self.publisher = PublisherAsyncClient(transport=PublisherGrpcAsyncIOTransport(channel=self.channel))
        self.subscriber = SubscriberAsyncClient(transport=SubscriberGrpcAsyncIOTransport(channel=self.channel))

    async def prepare(self) -> None:
        for event_type in (ONE, TWO):
            topic = f"projects/{self.project}/topics/{event_type}"
            await self.publisher.create_topic(name=topic)
            subscription = {
                "name": f"projects/{self.project}/subscriptions/{event_type}",
                "topic": topic,
                "enable_message_ordering": True,
            }
            await self.subscriber.create_subscription(subscription)

    async def receive(self, event_type: str, count: int) -> list[Envelope]:
        name = f"projects/{self.project}/subscriptions/{event_type}"
        found: list[Envelope] = []
        while len(found) < count:
            answer = await self.subscriber.pull(subscription=name, max_messages=1000, timeout=10)
            acks = [received.ack_id for received in answer.received_messages]
            await self.subscriber.acknowledge(subscription=name, ack_ids=acks)
            for received in answer.received_messages:
                message = received.message
                found.append(Envelope.parse(dict(message.attributes), message.data))
                assert message.ordering_key == (found[-1].ordering_key or "")
        return found


@pytest.fixture(params=["local", "pubsub"])
async def carrier(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, anyio_backend: str
) -> AsyncIterator[Any]:
    if request.param == "local":
        local = Local()
        yield local
        await local.bus.close()
        return
    host = request.getfixturevalue("emulators").pubsub
    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", host)
    cloud = Cloud(host, f"demo-{uuid4().hex[:12]}")
    await cloud.prepare()
    yield cloud
    await cloud.bus.close()
    await cloud.channel.close()


async def test_an_event_arrives_as_it_was_sent(carrier: Any) -> None:
    bus: EventBus = carrier.bus
    sent = envelope(key="attempt-1", number=1, text="Grüße \x00", nested={"list": [1, None]})
    await bus.publish([sent])
    assert await carrier.receive(ONE, 1) == [sent]


async def test_events_go_to_the_subscribers_of_their_type(carrier: Any) -> None:
    first, second, third = envelope(ONE), envelope(TWO), envelope(ONE)
    await carrier.bus.publish([first, second, third])
    assert {received.id for received in await carrier.receive(ONE, 2)} == {first.id, third.id}
    assert await carrier.receive(TWO, 1) == [second]


async def test_events_of_one_key_arrive_in_order(carrier: Any) -> None:
    sent = [envelope(key="attempt-1", number=number) for number in range(20)]
    await carrier.bus.publish(sent[:10])
    await carrier.bus.publish(sent[10:])
    received = await carrier.receive(ONE, 20)
    assert [each.data["number"] for each in received] == list(range(20))


async def test_more_than_one_request_holds_arrives_too(carrier: Any) -> None:
    sent = [envelope(number=number) for number in range(1100)]
    await carrier.bus.publish(sent)
    assert {each.id for each in await carrier.receive(ONE, 1100)} == {each.id for each in sent}


async def test_publishing_nothing_is_fine(carrier: Any) -> None:
    await carrier.bus.publish([])


# -- Pub/Sub alone


async def test_a_missing_topic_fails_and_keeps_no_other_event_back(
    emulators: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", emulators.pubsub)
    cloud = Cloud(emulators.pubsub, f"demo-{uuid4().hex[:12]}")
    await cloud.prepare()
    sent = envelope(ONE)
    with pytest.raises(DependencyUnavailable):
        await cloud.bus.publish([envelope("demo.unknown.v1"), sent])
    assert await cloud.receive(ONE, 1) == [sent]
    await cloud.bus.close()
    await cloud.channel.close()


async def test_a_bus_that_is_away_is_a_dependency_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    from shared.adapters.pubsub import PubSubBus
    from tools.stack.ports import free_ports

    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", f"127.0.0.1:{free_ports(['unused'])['unused']}")
    bus = PubSubBus("demo-away")
    with pytest.raises(DependencyUnavailable):
        await bus.publish([envelope()])
    await bus.close()


# -- the local bus alone: what Pub/Sub's subscriptions do in the cloud


class Subscribers:
    """Acknowledge as told, and keep what happened."""

    def __init__(self, answers: dict[str, list[bool | Exception]] | None = None) -> None:
        self.answers = answers or {}
        self.delivered: list[tuple[str, str]] = []
        self.dead: list[tuple[str, str]] = []

    async def deliver(self, subscriber: str, received: Envelope) -> bool:
        await asyncio.sleep(0)
        self.delivered.append((subscriber, received.id))
        waiting = self.answers.get(subscriber, [])
        answer = waiting.pop(0) if waiting else True
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def dead_letter(self, subscriber: str, received: Envelope) -> None:
        self.dead.append((subscriber, received.id))


async def test_every_subscriber_gets_every_event_and_failures_are_its_own() -> None:
    subscribers = Subscribers({"s1": [False, RuntimeError("crash"), True]})
    bus = LocalBus({ONE: ["s1", "s2"]}, subscribers.deliver, subscribers.dead_letter, delay_scale=0)
    sent = envelope()
    await bus.publish([sent])
    await bus.drain()
    assert sorted(subscribers.delivered) == [("s1", sent.id)] * 3 + [("s2", sent.id)]
    assert subscribers.dead == []


async def test_five_deliveries_then_the_dead_letter() -> None:
    subscribers = Subscribers({"s1": [False] * 9})
    bus = LocalBus({ONE: ["s1"]}, subscribers.deliver, subscribers.dead_letter, delay_scale=0)
    sent = envelope()
    await bus.publish([sent])
    await bus.drain()
    assert len(subscribers.delivered) == 5
    assert subscribers.dead == [("s1", sent.id)]


async def test_a_failing_event_keeps_the_later_ones_of_its_key_back_and_no_others() -> None:
    subscribers = Subscribers({"s1": [False, False]})
    bus = LocalBus({ONE: ["s1"]}, subscribers.deliver, delay_scale=0.001)
    first, second, other = envelope(key="k"), envelope(key="k"), envelope(key="other")
    await bus.publish([first, second])
    await asyncio.sleep(0)
    await bus.publish([other])
    await bus.drain()
    order = [identifier for _, identifier in subscribers.delivered]
    assert order.index(second.id) > max(place for place, each in enumerate(order) if each == first.id)
    assert order.index(other.id) < order.index(second.id)


async def test_what_a_delivery_publishes_is_drained_too() -> None:
    got: list[str] = []

    async def deliver(subscriber: str, received: Envelope) -> bool:
        got.append(received.type)
        if received.type == ONE:
            await bus.publish([envelope(TWO)])
        return True

    bus = LocalBus({ONE: ["s1"], TWO: ["s2"]}, deliver)
    await bus.publish([envelope(ONE), envelope("demo.nobody.listens.v1")])
    await bus.drain()
    assert got == [ONE, TWO]


async def test_closing_stops_what_is_on_its_way() -> None:
    subscribers = Subscribers({"s1": [False] * 9})
    bus = LocalBus({ONE: ["s1"]}, subscribers.deliver, subscribers.dead_letter)
    await bus.publish([envelope(), envelope(key="k")])
    await asyncio.sleep(0.01)
    await bus.close()
    await bus.drain()
    assert subscribers.dead == []
