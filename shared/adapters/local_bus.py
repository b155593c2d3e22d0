"""An event bus within the process, as Pub/Sub with our subscriptions behaves: for the embedded backend."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any

from shared.events.envelope import Envelope

MAX_DELIVERIES = 5
_BACKOFF_BASE = 10.0
_BACKOFF_CAP = 600.0
_log = logging.getLogger(__name__)

Deliver = Callable[[str, Envelope], Awaitable[bool]]
DeadLetter = Callable[[str, Envelope], Awaitable[None]]


class LocalBus:
    """Deliver each event to every subscriber of its type, at least once, in the background.

    `routes` names the subscribers of each event type and is read at every publish. `deliver` returns whether the
    subscriber acknowledged; after five deliveries the event goes to `dead_letter`. Events of one ordering key wait
    for each other, for each subscriber.
    """

    def __init__(
        self,
        routes: Mapping[str, Sequence[str]],
        deliver: Deliver,
        dead_letter: DeadLetter | None = None,
        *,
        delay_scale: float = 1.0,
        concurrency: int = 32,
    ) -> None:
        self._routes = routes
        self._deliver = deliver
        self._dead_letter = dead_letter
        self._delay_scale = delay_scale
        self._slots = asyncio.Semaphore(concurrency)
        self._tasks: set[asyncio.Task[None]] = set()
        self._queues: dict[tuple[str, str], deque[Envelope]] = {}

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        """Hand all over for delivery; an event without subscribers is dropped."""
        for envelope in envelopes:
            for subscriber in self._routes.get(envelope.type, ()):
                if envelope.ordering_key:
                    self._enqueue(subscriber, envelope.ordering_key, envelope)
                else:
                    self._start(self._see_through(subscriber, envelope))

    async def drain(self) -> None:
        """Wait until nothing is on its way: retries, dead letters and what deliveries publish included."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        """Stop delivering; what was on its way is lost, and the outbox is the net."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._queues.clear()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _enqueue(self, subscriber: str, key: str, envelope: Envelope) -> None:
        place = (subscriber, key)
        if place in self._queues:
            self._queues[place].append(envelope)
        else:
            self._queues[place] = deque([envelope])
            self._start(self._work_off(place))

    async def _work_off(self, place: tuple[str, str]) -> None:
        queue = self._queues[place]
        while queue:
            await self._see_through(place[0], queue.popleft())
        del self._queues[place]

    async def _see_through(self, subscriber: str, envelope: Envelope) -> None:
        for delivery in range(1, MAX_DELIVERIES + 1):
            if await self._acknowledged(subscriber, envelope):
                return
            if delivery < MAX_DELIVERIES:
                delay = min(_BACKOFF_CAP, _BACKOFF_BASE * 2 ** (delivery - 1))
                await asyncio.sleep(delay * self._delay_scale)
        if self._dead_letter is not None:
            try:
                await self._dead_letter(subscriber, envelope)
            except Exception:
                _log.exception("the dead letter of %s for %s is lost", envelope.id, subscriber)

    async def _acknowledged(self, subscriber: str, envelope: Envelope) -> bool:
        async with self._slots:
            try:
                return await self._deliver(subscriber, envelope)
            except Exception:
                _log.exception("delivering %s to %s failed", envelope.id, subscriber)
                return False
