"""Counters of each A/B test: several documents share the counting, so that none is written too often."""

from collections.abc import Iterable, Mapping
from zlib import crc32

from shared.data.store import Document
from shared.data.unit_of_work import UnitOfWork

SHARDS = 10

Counters = dict[str, int]


def shard_paths(test_id: str) -> list[str]:
    """Return the documents that count a test."""
    return [f"abCounters/{test_id}:{shard}" for shard in range(SHARDS)]


def count(work: UnitOfWork, test_id: str, changes: Mapping[str, int]) -> None:
    """Add to a test's counters, in the commit that keeps what was counted; at most once in a unit of work."""
    shard = shard_paths(test_id)[crc32(work.commit_id.encode()) % SHARDS]
    work.increment(shard, dict(changes), {"abTestId": test_id, "schemaVersion": 1})


def counted(shards: Iterable[Document | None]) -> Counters:
    """Return what a test's counter documents come to together."""
    total: Counters = {}
    for shard in shards:
        for name, value in shard.data.items() if shard else ():
            if name != "schemaVersion" and type(value) is int:
                total[name] = total.get(name, 0) + value
    return total


def added(one: Counters, other: Mapping[str, int]) -> Counters:
    """Return the sum of both."""
    return {name: one.get(name, 0) + other.get(name, 0) for name in one | dict(other)}
