"""What a play costs, counted in the parts of a stage as the cloud bills them: deterministic, and the same anywhere."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from shared.data.store import Delete, Document, Hold, StoreQuery, Write
from shared.events.envelope import Envelope
from tests.fixtures.stage import Stage, subscribers_of

MESSAGE_OVERHEAD = 36
"""Bytes that are counted of each message besides its attributes and its body: a timestamp and an identifier."""
LEAST_BYTES = 1_000
"""Of a publish or push request; here each carries one message, which is the dearest way."""
ENTRIES_A_READ = 1_000
"""Entries of an index that a count looks at for the price of one document."""


class Counted:
    """Counts what a stage is asked for, from now on, under the names of the price list."""

    def __init__(self, stage: Stage) -> None:
        self.counts: Counter[str] = Counter()
        self._store, self._files = stage.store, stage.files
        # The stage's parts are its own, and nobody else's: they are counted where they stand.
        for name, counted in (
            ("get_many", self._get_many),
            ("query", self._query),
            ("count", self._count),
            ("commit", self._commit),
        ):
            setattr(stage.store, name, _before(getattr(stage.store, name), counted))
        for name, key in (("put", "fileWrites"), ("list", "fileWrites"), ("get", "fileReads"), ("stat", "fileReads")):
            setattr(stage.files, name, self._file(getattr(stage.files, name), key))
        waiting, deliver = stage.waiting, stage.deliver

        async def relayed() -> list[Envelope]:
            deleted = self.counts["deletes"]
            envelopes = await waiting()
            # What is deleted here are outbox documents, each of which has woken the relay and been read by it.
            relays = self.counts["deletes"] - deleted
            self.counts["invocations"] += relays
            self.counts["reads"] += relays
            self.counts["roundTrips"] += relays
            for envelope in envelopes:
                self._published(envelope)
            return envelopes

        async def delivered(name: str, envelope: Envelope) -> int:
            self.counts["invocations"] += 1
            self.counts["programs"] += name == "execute_run"
            return await deliver(name, envelope)

        stage.waiting, stage.deliver = relayed, delivered

    def _get_many(self, _: Any, paths: Sequence[str]) -> None:
        self.counts["reads"] += len(set(paths))
        self.counts["roundTrips"] += bool(paths)

    def _query(self, found: list[Document], query: StoreQuery) -> None:
        if query.collection != "outbox":  # what finds due events works for all tenants at once
            self.counts["reads"] += max(1, len(found))
            self.counts["roundTrips"] += 1

    def _count(self, found: int, _: StoreQuery) -> None:
        self.counts["reads"] += max(1, -(-found // ENTRIES_A_READ))
        self.counts["roundTrips"] += 1

    def _commit(self, _: Mapping[str, str], writes: Sequence[Write]) -> None:
        deletes = sum(isinstance(write, Delete) for write in writes)
        self.counts["deletes"] += deletes
        self.counts["writes"] += sum(not isinstance(write, Hold) for write in writes) - deletes
        self.counts["roundTrips"] += 1

    def _file(self, call: Any, key: str) -> Any:
        async def counted(*arguments: Any, **options: Any) -> Any:
            result = await call(*arguments, **options)
            self.counts[key] += 1
            self.counts["fileBytes"] += len(result) if isinstance(result, bytes) else getattr(result, "size", 0)
            return result

        return counted

    def _published(self, envelope: Envelope) -> None:
        attributes = sum(len(name) + len(value) for name, value in envelope.attributes().items())
        size = max(LEAST_BYTES, attributes + len(envelope.body()) + MESSAGE_OVERHEAD)
        times = 1 + len(subscribers_of(envelope.type))
        self.counts["messages"] += times
        self.counts["messageBytes"] += times * size


def _before(call: Any, count: Any) -> Any:
    async def counted(asked: Any) -> Any:
        result = await call(asked)
        count(result, asked)
        return result

    return counted
