"""Where the counters of costs are stored, and how they are added to."""

import hashlib
from collections.abc import Sequence
from typing import ClassVar
from zlib import crc32

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.model_costs.model import CostCounters, CostEntry, CostKind, ModelCost

SHARDS = 5
COST_LIST = QueryShape("modelCosts", equals=("kind",), sorts=(("day",),), ranges=("day",), required=("kind",))
COST_ENTRY_LIST = QueryShape(
    "costEntries", equals=("day", "cardId", "appId", "runId", "model", "member"), sorts=(("-at",), ("at",))
)


class ModelCostRepository(Repository[ModelCost]):
    """What counts, by day, kind, name and shard."""

    collection: ClassVar[str] = "modelCosts"
    noun: ClassVar[str] = "model_cost"
    model = ModelCost

    async def of_days(self, kind: CostKind, since: str, until: str, limit: int) -> list[ModelCost]:
        """Return counters of one kind, of days both included, at most `limit` documents."""
        days = (Filter("day", Operator.GREATER_OR_EQUAL, since), Filter("day", Operator.LESS_OR_EQUAL, until))
        filters = (*COST_LIST.filters({"kind": kind.value}), *COST_LIST.bounds(days))
        query = StoreQuery(self.collection, filters, COST_LIST.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]


class CostEntryRepository(Repository[CostEntry]):
    """What each try and each completion came to, by model."""

    collection: ClassVar[str] = "costEntries"
    noun: ClassVar[str] = "cost_entry"
    model = CostEntry


def counter_id(day: str, kind: CostKind, name: str, shard: int) -> str:
    """Return the id of what counts one name of a day; the shard behind those that tries count in holds repairs."""
    return f"{day}-{kind}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:32]}-{shard}"


def count(work: UnitOfWork, entries: Sequence[CostEntry]) -> None:
    """Keep entries and add to what is counted under each of their names; at most once in a unit of work."""
    shard = crc32(work.commit_id.encode()) % SHARDS
    together: dict[tuple[str, CostKind, str], CostCounters] = {}
    for entry in entries:
        CostEntryRepository(work).add(entry)
        for kind, name in entry.names.items():
            key = (entry.day, kind, name)
            together[key] = together.get(key, CostCounters()).plus(entry)
    for (day, kind, name), counters in together.items():
        amounts = {field: value for field, value in counters.to_data().items() if value}
        id = counter_id(day, kind, name, shard)
        values = {"id": id, "kind": kind.value, "name": name, "day": day, "schemaVersion": 1}
        work.increment(ModelCostRepository.path(id), amounts, values)
