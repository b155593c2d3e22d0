"""Compiling each program once: what came of it is kept, the least recently used forgotten."""

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass

from shared.ports.sandbox import CompileOutcome, Outcome

_OVERHEAD_BYTES = 1024  # of one entry, so that many small ones are bounded as well


@dataclass(frozen=True, slots=True)
class Compilation:
    """What a compiler said and what it made."""

    outcome: CompileOutcome
    artifact: bytes = b""


@dataclass(slots=True)
class _Flight:
    future: Future[Outcome]
    waiting: int = 0


class Compilations:
    """Compilations under way and done. May be asked from any event loop."""

    def __init__(self, capacity_bytes: int) -> None:
        self._capacity = capacity_bytes
        self._size = 0
        self._kept: OrderedDict[bytes, Compilation] = OrderedDict()
        self._flights: dict[Hashable, _Flight] = {}
        self._lock = threading.RLock()  # cancelling a future calls back

    async def get(self, key: bytes, flight_key: Hashable, start: Callable[[], Future[Outcome]]) -> Compilation:
        """Return what is kept under the key, or else wait for the compilation that is under way or now started."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            flight = self._flights.get((key, flight_key))
            if not flight:
                flight = self._flights[key, flight_key] = _Flight(start())
                flight.future.add_done_callback(lambda future: self._land(key, flight_key, future))
            flight.waiting += 1
        try:
            outcome = await asyncio.shield(asyncio.wrap_future(flight.future))
        finally:
            with self._lock:
                flight.waiting -= 1
                if not flight.waiting:
                    flight.future.cancel()  # nobody waits any more
        return _judge(outcome)

    def _land(self, key: bytes, flight_key: Hashable, future: Future[Outcome]) -> None:
        with self._lock:
            del self._flights[key, flight_key]
            if future.cancelled() or future.exception():
                return
            # What ran out of time may be luckier the next time.
            if not future.result().internal_error and not future.result().time_exceeded:
                self._keep(key, _judge(future.result()))

    def _keep(self, key: bytes, compilation: Compilation) -> None:
        self._size += _size(compilation) - (_size(self._kept[key]) if key in self._kept else 0)
        self._kept[key] = compilation
        self._kept.move_to_end(key)
        while self._size > self._capacity:
            self._size -= _size(self._kept.popitem(last=False)[1])


def _size(compilation: Compilation) -> int:
    return len(compilation.artifact) + len(compilation.outcome.message) + _OVERHEAD_BYTES


def _judge(outcome: Outcome) -> Compilation:
    if outcome.internal_error:
        return Compilation(CompileOutcome(ok=False, internal_error=outcome.internal_error))
    if outcome.exit_code == 0 and not outcome.output_exceeded:
        return Compilation(CompileOutcome(ok=True), outcome.stdout)
    limit = (
        (outcome.time_exceeded and "Compilation took too long.")
        or (outcome.memory_exceeded and "Compilation took too much memory.")
        or (outcome.output_exceeded and "The compiled program is too large.")
    )
    message = outcome.stderr.decode(errors="replace").strip()
    message = limit or message or f"The compiler ended with {outcome.exit_code}."
    return Compilation(CompileOutcome(ok=False, message=message))
