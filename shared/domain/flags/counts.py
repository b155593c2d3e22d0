"""How often flags were evaluated, rolled up by day: counters that many instances add to."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from shared.data.store import Document, Increment
from shared.data.unit_of_work import Reads
from shared.model import FrozenModel

COLLECTION = "flagCounts"
SHARDS = 4
KEPT_FOR = timedelta(days=92)
MAX_DAYS = 31

Counted = tuple[str, str, str, date]
"""A tenant, one of its sets, `flag/variant`, and a day."""


class DayCount(FrozenModel):
    """How often each variant was served on a day, in UTC."""

    day: date
    variants: dict[str, int]


class FlagEvaluations(FrozenModel):
    """How often a flag was evaluated; days without are left out."""

    days: tuple[DayCount, ...]


def field_of(key: str, variant: str) -> str:
    """Return the counter of a flag's variant; neither name holds a slash."""
    return f"{key}/{variant}"


def increments(counted: Iterable[tuple[Counted, int]], shard: int, at: datetime) -> list[Increment]:
    """Return the writes that add what was counted, one for each set and day."""
    amounts: dict[tuple[str, str, date], dict[str, int]] = {}
    for (tenant_id, set_id, field, day), count in counted:
        amounts.setdefault((tenant_id, set_id, day), {})[field] = count
    return [
        Increment(
            f"tenants/{tenant_id}/{_path(set_id, day, shard)}",
            added,
            {"setId": set_id, "day": day.isoformat(), "tenantId": tenant_id, "expiresAt": at + KEPT_FOR},
        )
        for (tenant_id, set_id, day), added in amounts.items()
    ]


async def read_evaluations(reads: Reads, set_id: str, key: str, days: Iterable[date]) -> FlagEvaluations:
    """Return how often a flag was evaluated on some days."""
    wanted = list(days)
    paths = [_path(set_id, day, shard) for day in wanted for shard in range(SHARDS)]
    documents = await reads.get_many(paths)
    found = [
        DayCount(day=day, variants=_variants(documents[place * SHARDS : (place + 1) * SHARDS], key))
        for place, day in enumerate(wanted)
    ]
    return FlagEvaluations(days=tuple(each for each in found if each.variants))


def _variants(shards: Iterable[Document | None], key: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for document in shards:
        data: dict[str, Any] = dict(document.data) if document else {}
        for field, count in data.items():
            flag, slash, variant = field.partition("/")
            if slash and flag == key:
                counts[variant] = counts.get(variant, 0) + count
    return dict(sorted(counts.items()))


def _path(set_id: str, day: date, shard: int) -> str:
    return f"{COLLECTION}/{set_id}:{day.isoformat()}:{shard}"
