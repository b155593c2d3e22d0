"""Counters of some days, added up under their names."""

from collections.abc import Iterable
from datetime import date, timedelta

from shared.domain.model_costs.model import CostCounters, CostKind, ModelCost
from shared.domain.model_costs.schemas import CostLine
from shared.errors import FieldProblem, InvalidInput

MAX_DAYS = 92


def require_span(since: date, until: date, at: str) -> None:
    """Raise InvalidInput, pointing to `at`, for days that are no span or too long a one."""
    if not timedelta(0) <= until - since < timedelta(days=MAX_DAYS):
        message = f"name a span of 1 to {MAX_DAYS} days"
        raise InvalidInput(message, fields=[FieldProblem(at, "invalid_days", message)])


def total_of(found: Iterable[CostCounters]) -> CostCounters:
    """Return what counters come to."""
    total = CostCounters()
    for each in found:
        total = total.plus(each)
    return total


def lines_of(kind: CostKind, found: Iterable[ModelCost]) -> list[CostLine]:
    """Return a line for each name: days in their order, of others what cost most first."""
    lines: dict[str, CostCounters] = {}
    for each in found:
        name = each.day if kind is CostKind.DAY else each.name
        lines[name] = lines.get(name, CostCounters()).plus(each)
    shown = [CostLine.of(name, counters) for name, counters in lines.items()]
    by_day = kind is CostKind.DAY
    return sorted(shown, key=lambda line: line.name if by_day else (-line.cost_nanos, -line.tries, line.name))
