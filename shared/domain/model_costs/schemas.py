"""Costs as callers see them."""

from datetime import datetime
from typing import Self

from shared.domain.model_costs.model import CostCounters
from shared.model import FrozenModel, View


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


class CostEntryView(CostCounters, View):
    """What one model came to in one try of a run or a search, or in one chat completion."""

    id: str
    at: datetime
    card_id: str | None
    run_id: str | None
    app_id: str | None
    member: str
    provider: str
    model: str
    outcome: str
