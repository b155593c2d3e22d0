"""Counters of projects, members and tenants by month, kept up to date by events.

What each task has added is its own document, the contribution. An event makes the contribution what the task is now,
and adds the difference in the same commit: delivered twice, late or in another order, events come to the same. Several
documents share the counting of projects and tenants, so that none is written too often.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from zlib import crc32

from shared.data.store import Document
from shared.data.unit_of_work import UnitOfWork
from shared.domain.metrics.counting import CountedTask, Counters, Kind, Place, difference, places_of, total
from shared.domain.metrics.model import TaskContribution
from shared.domain.metrics.repository import ContributionRepository

SHARDS = 5


async def count(work: UnitOfWork, tasks: Mapping[str, CountedTask], zone: str) -> None:
    """Count tasks by id as they stand now, at most once in a unit of work; `zone` is that of those not counted yet."""
    contributions = ContributionRepository(work)
    amounts: dict[str, Counters] = {}
    held: dict[str, Place] = {}
    for (id, task), known in zip(tasks.items(), await contributions.get_many(list(tasks)), strict=True):
        before = known or TaskContribution(id=id, project_id=task.project_id, zone=zone)
        now = places_of(task, work.tenant_id, before.zone, without=before.erased_member_id)
        after = {place.key: counters for place, counters in now.items()}
        if after == before.places:
            continue
        await contributions.put(before.with_(project_id=task.project_id, places=after))
        for place in {*now, *map(place_of, before.places)}:
            changed = difference(before.places.get(place.key, {}), after.get(place.key, {}))
            path = path_of(place, id)
            amounts[path] = total([amounts.get(path, {}), changed])
            held[path] = place
    for path, counters in amounts.items():
        changed = {name: value for name, value in counters.items() if value}
        if changed:
            work.increment(path, changed, values_of(held[path]))


def shards_of(kind: Kind) -> int:
    """Return how many documents share the counting of one month; a person changes few tasks at once."""
    return 1 if kind is Kind.MEMBER else SHARDS


def paths_of(place: Place) -> list[str]:
    """Return the documents that count a place."""
    return [f"metricCounters/{place.key}:{shard}" for shard in range(shards_of(place.kind))]


def path_of(place: Place, task_id: str) -> str:
    """Return the one document among those of a place that counts a task."""
    return paths_of(place)[crc32(task_id.encode()) % shards_of(place.kind)]


def values_of(place: Place) -> dict[str, Any]:
    """Return what a counting document holds beside its counters."""
    return {f"{place.kind}Id": place.id, "month": place.month, "schemaVersion": 1}


def counted(documents: Iterable[Document | None]) -> Counters:
    """Return what documents that count come to together."""
    return total(
        {name: value for name, value in document.data.items() if type(value) is int and name != "schemaVersion"}
        for document in documents
        if document is not None
    )


def months(first: date, last: date) -> list[str]:
    """Return every month from the one of a day to that of another."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]


def place_of(key: str) -> Place:
    """Return a place by its key."""
    whose, _, month = key.rpartition(":")
    kind, _, id = whose.partition("-")
    return Place(Kind(kind), id, "" if month == "all" else month)
