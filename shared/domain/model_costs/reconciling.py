"""Whether what was counted is what was stored, model by model."""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.domain.model_costs.model import CostCounters, CostEntry

RECONCILIATION_KIND = "cost_reconciliation"


def by_model(entries: Iterable[CostEntry], before: Mapping[str, CostCounters] | None = None) -> dict[str, CostCounters]:
    """Return what entries come to by model, on top of what came before."""
    found = dict(before or {})
    for entry in entries:
        found[entry.model] = found.get(entry.model, CostCounters()).plus(entry)
    return found


def reconciled(stored: Mapping[str, CostCounters], counted: Mapping[str, CostCounters]) -> dict[str, Any]:
    """Return both by model, and for each that differs how much more of what was counted than stored."""
    models = sorted({*stored, *counted})
    both = {name: (_data(stored.get(name)), _data(counted.get(name))) for name in models}
    lines = [{"model": name, "stored": one, "counted": other} for name, (one, other) in both.items()]
    differences = [
        {"model": name, **{field: other[field] - one[field] for field in one if one[field] != other[field]}}
        for name, (one, other) in both.items()
        if one != other
    ]
    return {"agrees": not differences, "models": lines, "differences": differences}


def _data(counters: CostCounters | None) -> dict[str, int]:
    return (counters or CostCounters()).to_data()
