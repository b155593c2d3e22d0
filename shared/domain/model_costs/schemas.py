"""Costs as callers see them."""

from typing import Self

from shared.domain.model_costs.model import CostCounters
from shared.model import FrozenModel


class CostLine(CostCounters):
    """What is counted under one name."""

    name: str

    @classmethod
    def of(cls, name: str, counters: CostCounters) -> Self:
        """Return the line of a name."""
        return cls(name=name, **{each: getattr(counters, each) for each in CostCounters.model_fields})


class Costs(FrozenModel):
    """Costs of some days. They are `complete` unless there was too much to read or to show: then ask for fewer days."""

    total: CostCounters
    lines: tuple[CostLine, ...]
    complete: bool
