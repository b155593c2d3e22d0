"""Pub/Sub as an event bus: one topic for each event type."""

import asyncio
import os
from collections.abc import Iterator, Sequence
from typing import Any

import grpc.aio
from google.api_core import exceptions
from google.auth.exceptions import GoogleAuthError
from google.pubsub_v1 import types as pubsub_types
from google.pubsub_v1.services.publisher.async_client import PublisherAsyncClient
from google.pubsub_v1.services.publisher.transports.grpc_asyncio import PublisherGrpcAsyncIOTransport

from shared.adapters.per_loop import PerLoop
from shared.errors import DependencyUnavailable
from shared.events.envelope import Envelope

# Poorly typed by its package; `Any` once instead of at every use.
_messages: Any = pubsub_types
_TIMEOUT = 10.0
_MAX_MESSAGES = 500
_MAX_BYTES = 8 * 1024 * 1024


class PubSubBus:
    """Publish to the project's topics."""

    def __init__(self, project: str) -> None:
        self._project = project
        self._emulator = os.environ.get("PUBSUB_EMULATOR_HOST")
        self._clients = PerLoop[Any](self._connect, lambda client: client.transport.close())

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        """Publish all; raise DependencyUnavailable when any could not be handed over (some may have been)."""
        topics: dict[str, list[Any]] = {}
        for envelope in envelopes:
            topics.setdefault(envelope.type, []).append(_message(envelope))
        outcomes = await asyncio.gather(
            *(self._publish(topic, messages) for topic, messages in topics.items()), return_exceptions=True
        )
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome

    async def close(self) -> None:
        """Close this loop's channel."""
        await self._clients.close()

    async def _publish(self, event_type: str, messages: list[Any]) -> None:
        topic = f"projects/{self._project}/topics/{event_type}"
        try:
            client = self._clients.get()
            # One after the other: messages of one ordering key stay in order.
            for page in _pages(messages):
                request = _messages.PublishRequest(topic=topic, messages=page)
                await client.publish(request, timeout=_TIMEOUT, retry=None)
        except (exceptions.GoogleAPICallError, GoogleAuthError) as error:
            raise DependencyUnavailable(f"{event_type} could not be published; try again") from error

    def _connect(self) -> Any:
        if not self._emulator:
            return PublisherAsyncClient()
        channel: Any = grpc.aio.insecure_channel(self._emulator)
        return PublisherAsyncClient(transport=PublisherGrpcAsyncIOTransport(channel=channel))


def _message(envelope: Envelope) -> Any:
    return _messages.PubsubMessage(
        data=envelope.body(), attributes=envelope.attributes(), ordering_key=envelope.ordering_key or ""
    )


def _pages(messages: list[Any]) -> Iterator[list[Any]]:
    page: list[Any] = []
    size = 0
    for message in messages:
        length = len(message.data) + 2048
        if page and (len(page) == _MAX_MESSAGES or size + length > _MAX_BYTES):
            yield page
            page, size = [], 0
        page.append(message)
        size += length
    yield page
