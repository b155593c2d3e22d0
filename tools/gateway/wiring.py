"""Set up the emulators: topics, push subscriptions and triggers from the declarations, and the bucket of the files."""

import asyncio
import os
from collections.abc import Callable
from typing import Any

import grpc
import httpx
from google.api_core.exceptions import AlreadyExists
from google.protobuf import duration_pb2
from google.pubsub_v1.services.publisher.async_client import PublisherAsyncClient
from google.pubsub_v1.services.publisher.transports.grpc_asyncio import PublisherGrpcAsyncIOTransport
from google.pubsub_v1.services.subscriber.async_client import SubscriberAsyncClient
from google.pubsub_v1.services.subscriber.transports.grpc_asyncio import SubscriberGrpcAsyncIOTransport
from google.pubsub_v1.types import (
    DeadLetterPolicy,
    PushConfig,
    RetryPolicy,
    Subscription,
)

from shared.events.event import Event
from shared.runtime.declare import DocumentCreated, SubscriberDeclaration
from shared.runtime.entry_points import all_declarations
from shared.runtime.events import BACKOFF_MAX, BACKOFF_MIN, MAX_DELIVERIES

DEAD_LETTER_HANDLER = "record_dead_letter"
RETENTION_SECONDS = 7 * 24 * 3600
ACK_DEADLINE_SECONDS = 300
_PATIENCE_SECONDS = 30.0  # an emulator that has just started, on a machine that is busy, takes its time


def event_subscribers() -> list[tuple[str, type[Event]]]:
    """Return each subscriber of a typed event with its event."""
    return [
        (declared.name, declared.source)
        for declared in all_declarations()
        if isinstance(declared, SubscriberDeclaration) and isinstance(declared.source, type)
    ]


def document_triggers() -> list[tuple[str, str]]:
    """Return each document trigger with its path pattern."""
    return [
        (declared.name, declared.source.pattern)
        for declared in all_declarations()
        if isinstance(declared, SubscriberDeclaration) and isinstance(declared.source, DocumentCreated)
    ]


async def create_topics_and_subscriptions(project: str, push_base: str, delay_scale: float) -> None:
    """Create what is missing: a topic for each event, a subscription and a dead-letter topic for each subscriber."""
    channel = grpc.aio.insecure_channel(os.environ["PUBSUB_EMULATOR_HOST"])
    publisher = PublisherAsyncClient(transport=PublisherGrpcAsyncIOTransport(channel=channel))
    subscriber = SubscriberAsyncClient(transport=SubscriberGrpcAsyncIOTransport(channel=channel))
    pairs = event_subscribers()
    topics = {event.type for _, event in pairs} | {event.type for event in all_events()}
    topics |= {dead_letter_topic(name) for name, _ in pairs}
    await asyncio.gather(*(_quietly(publisher.create_topic, name=_topic(project, topic)) for topic in topics))
    await asyncio.gather(
        *(
            _quietly(subscriber.create_subscription, request=each)
            for name, event in pairs
            for each in _subscriptions(project, push_base, delay_scale, name, event)
        )
    )
    await channel.close()


async def register_triggers(project: str) -> None:
    """Register the document triggers with the Firestore emulator."""
    host = os.environ["FIRESTORE_EMULATOR_HOST"]
    async with httpx.AsyncClient(trust_env=False, timeout=_PATIENCE_SECONDS) as client:
        for name, pattern in document_triggers():
            answer = await client.post(
                f"http://{host}/emulator/v1/projects/{project}/eventarcTrigger",
                params={"eventarcTriggerId": name},
                json={
                    "eventType": "google.cloud.firestore.document.v1.created",
                    "database": "(default)",
                    "document": {"value": pattern, "matchType": "PATH_PATTERN"},
                },
            )
            answer.raise_for_status()


async def create_bucket(project: str, bucket: str) -> None:
    """Create the bucket of the files where it is missing."""
    bucket_api = os.environ["STORAGE_EMULATOR_HOST"]
    async with httpx.AsyncClient(base_url=bucket_api, trust_env=False, timeout=_PATIENCE_SECONDS) as client:
        answer = await client.post("/storage/v1/b", params={"project": project}, json={"name": bucket})
        if answer.status_code != httpx.codes.CONFLICT:
            answer.raise_for_status()


def all_events() -> list[type[Event]]:
    """Return every event type of every domain."""
    import importlib

    from shared.runtime.entry_points import ROOT

    found: list[type[Event]] = []
    for path in sorted((ROOT / "shared" / "domain").glob("*/events.py")):
        module = importlib.import_module(f"shared.domain.{path.parent.name}.events")
        found += [
            value
            for value in vars(module).values()
            if isinstance(value, type) and issubclass(value, Event) and value.__module__ == module.__name__
        ]
    return found


def dead_letter_topic(subscriber: str) -> str:
    """Return the topic that takes what a subscriber could not handle."""
    return f"dead-letter.{subscriber}"


def _subscriptions(
    project: str, push_base: str, delay_scale: float, name: str, event: type[Event]
) -> list[Subscription]:
    minimum, maximum = BACKOFF_MIN.total_seconds() * delay_scale, BACKOFF_MAX.total_seconds() * delay_scale
    # The emulator raises a shorter back-off to 1 s and then lengthens it; without a policy it tries every second.
    policy = RetryPolicy(minimum_backoff=_duration(minimum), maximum_backoff=_duration(maximum))
    return [
        Subscription(
            name=_subscription(project, name),
            topic=_topic(project, event.type),
            push_config=PushConfig(push_endpoint=f"{push_base}/{name}"),
            ack_deadline_seconds=ACK_DEADLINE_SECONDS,
            message_retention_duration=duration_pb2.Duration(seconds=RETENTION_SECONDS),
            retry_policy=policy if minimum >= 1 else None,
            dead_letter_policy=DeadLetterPolicy(
                dead_letter_topic=_topic(project, dead_letter_topic(name)), max_delivery_attempts=MAX_DELIVERIES
            ),
        ),
        Subscription(
            name=_subscription(project, f"dead-letter.{name}"),
            topic=_topic(project, dead_letter_topic(name)),
            push_config=PushConfig(push_endpoint=f"{push_base}/{DEAD_LETTER_HANDLER}?subscriber={name}"),
            ack_deadline_seconds=60,
        ),
    ]


def _duration(seconds: float) -> duration_pb2.Duration:
    return duration_pb2.Duration(seconds=int(seconds), nanos=round(seconds % 1 * 1e9))


def _topic(project: str, name: str) -> str:
    return f"projects/{project}/topics/{name}"


def _subscription(project: str, name: str) -> str:
    return f"projects/{project}/subscriptions/{name}"


async def _quietly(call: Callable[..., Any], **arguments: Any) -> None:
    try:
        await call(**arguments)
    except AlreadyExists:
        pass
