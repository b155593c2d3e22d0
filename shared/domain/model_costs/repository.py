"""Where the counters of costs are stored, and how they are added to."""

import hashlib
from datetime import datetime
from typing import ClassVar
from zlib import crc32

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.model_costs.model import CostCounters, CostKind, ModelCost

SHARDS = 5
COST_LIST = QueryShape("modelCosts", equals=("kind",), sorts=(("day",),), ranges=("day",), required=("kind",))


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


def count(work: UnitOfWork, names: dict[CostKind, str], counters: CostCounters, *, at: datetime) -> None:
    """Add to what is counted under each name on a day; at most once in a unit of work."""
    shard, day = crc32(work.commit_id.encode()) % SHARDS, at.date().isoformat()
    amounts = {name: value for name, value in counters.to_data().items() if value}
    for kind, name in {CostKind.DAY: "", **names}.items():
        id = f"{day}-{kind}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:32]}-{shard}"
        values = {"id": id, "kind": kind.value, "name": name, "day": day, "schemaVersion": 1}
        work.increment(ModelCostRepository.path(id), amounts, values)
