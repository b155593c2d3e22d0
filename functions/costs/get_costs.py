"""What asking models came to: from counters that every try adds to, so that no result is read."""

import asyncio
from datetime import date, timedelta

from shared.auth.permissions import Permission
from shared.domain.model_costs.model import CostKind
from shared.domain.model_costs.repository import ModelCostRepository
from shared.domain.model_costs.schemas import Costs
from shared.domain.model_costs.summing import lines_of, require_span, total_of
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Request

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
    require_span(since, until, "/since")
    costs, days = ModelCostRepository(ctx.reads), (since.isoformat(), until.isoformat())
    kinds = (CostKind.DAY,) if request.group_by is CostKind.DAY else (CostKind.DAY, request.group_by)
    found = await asyncio.gather(*(costs.of_days(kind, *days, limit=MAX_READ) for kind in kinds))
    shown = lines_of(request.group_by, found[-1])
    complete = len(shown) <= MAX_LINES and all(len(each) < MAX_READ for each in found)
    return Costs(total=total_of(found[0]), lines=tuple(shown[:MAX_LINES]), complete=complete)
