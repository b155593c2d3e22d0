"""What asking models came to: from counters that every try adds to, so that no result is read."""

import asyncio
from datetime import date, timedelta

from shared.auth.permissions import Permission
from shared.domain.model_costs.model import CostCounters, CostKind
from shared.domain.model_costs.repository import ModelCostRepository
from shared.domain.model_costs.schemas import CostLine, Costs
from shared.errors import FieldProblem, InvalidInput
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Request

MAX_DAYS = 92
MAX_READ = 2_000
"""How many counters are read at most."""
MAX_LINES = 200


class GetCosts(Request):
    """By what, and of which days (UTC, both included); without days of the last thirty."""

    group_by: CostKind = CostKind.DAY
    since: date | None = None
    until: date | None = None


@query("GET /v1/costs", permission=Permission.CARDS_READ, runtime=Runtime.ANALYTICS)
async def get_costs(request: GetCosts, ctx: QueryContext) -> Costs:
    """Get the tries, tokens and costs of runs and searches by day, card, model, provider or member."""
    until = request.until or ctx.now.date()
    since = request.since or max(date.min + timedelta(days=29), until) - timedelta(days=29)
    if not timedelta(0) <= until - since < timedelta(days=MAX_DAYS):
        message = f"name a span of 1 to {MAX_DAYS} days"
        raise InvalidInput(message, fields=[FieldProblem("/since", "invalid_days", message)])
    costs, days = ModelCostRepository(ctx.reads), (since.isoformat(), until.isoformat())
    kinds = (CostKind.DAY,) if request.group_by is CostKind.DAY else (CostKind.DAY, request.group_by)
    found = await asyncio.gather(*(costs.of_days(kind, *days, limit=MAX_READ) for kind in kinds))
    lines: dict[str, CostCounters] = {}
    for each in found[-1]:
        name = each.day if request.group_by is CostKind.DAY else each.name
        lines[name] = lines.get(name, CostCounters()).plus(each)
    total = CostCounters()
    for each in found[0]:
        total = total.plus(each)
    shown = [CostLine.of(name, counters) for name, counters in lines.items()]
    by_day = request.group_by is CostKind.DAY
    shown.sort(key=lambda line: line.name if by_day else (-line.cost_nanos, -line.tries, line.name))
    complete = len(shown) <= MAX_LINES and all(len(each) < MAX_READ for each in found)
    return Costs(total=total, lines=tuple(shown[:MAX_LINES]), complete=complete)
