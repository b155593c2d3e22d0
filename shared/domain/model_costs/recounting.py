"""A day's counters beside what its entries sum to, and what brings them in line.

Whatever was paid for has entries, so that runs, searches and chat completions are checked alike. A repair is a counter
of its own, beside those that tries add to: it is added to nobody's way, and a second one at once loses the race.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shared.data.unit_of_work import UnitOfWork
from shared.domain.model_costs.model import CostCounters, CostEntry, CostKind, ModelCost
from shared.domain.model_costs.repository import SHARDS, ModelCostRepository, counter_id
from shared.model import FrozenModel

DAY_RECONCILIATION_KIND = "cost_day_reconciliation"
MAX_REPAIRS = 200
"""How many names are repaired in one commit; the rest is left for the next time."""

MAX_TOLD = 100
Sums = dict[tuple[CostKind, str], CostCounters]


class Drift(FrozenModel):
    """A name under which something else was counted than its entries sum to."""

    kind: CostKind
    name: str
    counted: CostCounters
    entries: CostCounters

    @property
    def missing(self) -> dict[str, int]:
        """What is to be added to what was counted."""
        return {
            field: value
            for field in CostCounters.model_fields
            if (value := getattr(self.entries, field) - getattr(self.counted, field))
        }


def summed(entries: Iterable[CostEntry], before: Mapping[tuple[CostKind, str], CostCounters]) -> Sums:
    """Return what entries come to under each of their names, on top of what came before."""
    sums = dict(before)
    for entry in entries:
        for key in entry.names.items():
            sums[key] = sums.get(key, CostCounters()).plus(entry)
    return sums


def counted(found: Iterable[ModelCost]) -> Sums:
    """Return what counters hold under each name."""
    sums: Sums = {}
    for each in found:
        sums[each.kind, each.name] = sums.get((each.kind, each.name), CostCounters()).plus(each)
    return sums


def drifts(held: Sums, entries: Sums) -> list[Drift]:
    """Return the names that differ, the day itself first."""
    none = CostCounters()
    both = [(key, held.get(key, none), entries.get(key, none)) for key in sorted({*held, *entries}, key=_order)]
    found = (Drift(kind=kind, name=name, counted=one, entries=other) for (kind, name), one, other in both)
    return [each for each in found if each.missing]


def told(day: str, found: Sequence[Drift]) -> dict[str, Any]:
    """Return a day's drift as an operation's result: the first hundred names, with what was added to each."""
    names = [{"kind": each.kind.value, "name": each.name, "added": each.missing} for each in found[:MAX_TOLD]]
    left = max(0, len(found) - MAX_REPAIRS)
    return {"day": day, "agrees": not found, "drifted": len(found), "differences": names, "left": left}


async def versions(work: UnitOfWork, day: str) -> list[str | None]:
    """Return versions of the documents of which one changes with whatever is counted or repaired on a day."""
    ids = [counter_id(day, CostKind.DAY, "", shard) for shard in range(SHARDS + 1)]
    found = await work.get_many([ModelCostRepository.path(id) for id in ids])
    return [document.version if document else None for document in found]


async def repair(work: UnitOfWork, day: str, found: Sequence[Drift]) -> None:
    """Add what is missing, in a counter beside the others; the day's own is written with every repair."""
    costs = ModelCostRepository(work)
    amounts = {(each.kind, each.name): each.missing for each in found[:MAX_REPAIRS]}
    amounts.setdefault((CostKind.DAY, ""), {})
    ids = {key: counter_id(day, *key, SHARDS) for key in amounts}
    before = dict(zip(ids, await costs.get_many(list(ids.values())), strict=True))
    for key, missing in amounts.items():
        held = before[key]
        if held is None:
            kind, name = key
            costs.add(ModelCost(id=ids[key], kind=kind, name=name, day=day, **missing))
        else:
            costs.save(held.with_(**{field: getattr(held, field) + value for field, value in missing.items()}))


def _order(key: tuple[CostKind, str]) -> tuple[bool, str, str]:
    return (key[0] is not CostKind.DAY, *key)
