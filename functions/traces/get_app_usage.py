"""What an app used: from counters that every export adds to, so that no trace is read."""

import asyncio
from datetime import date, timedelta
from typing import Literal

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.counted import TraceUsage
from shared.domain.traces.repository import TraceUsageRepository
from shared.domain.traces.schemas import AppUsage, UsageLine
from shared.errors import FieldProblem, InvalidInput
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request

MAX_DAYS = 92
MAX_READ = 2_000
"""How many counters are read at most."""

MAX_LINES = 200


class GetAppUsage(Request):
    """Of which app, by what, and of which days (UTC, both included); without days of the last thirty."""

    app_id: Identifier
    by: Literal["day", "model", "user"] = "day"
    since: date | None = None
    until: date | None = None


@query(
    "GET /v1/apps/{appId}/usage",
    permission=Permission.TRACES_READ,
    loads=Loads(AppRepository, "app_id", tagged=False),
    runtime=Runtime.ANALYTICS,
)
async def get_app_usage(request: GetAppUsage, ctx: QueryContext) -> AppUsage:
    """Get an app's traces, tokens, costs and latency percentiles by day, model or user."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    until = request.until or ctx.now.date()
    since = request.since or until - timedelta(days=29)
    if not timedelta(0) <= until - since < timedelta(days=MAX_DAYS):
        message = f"name a span of 1 to {MAX_DAYS} days"
        raise InvalidInput(message, fields=[FieldProblem("/since", "invalid_days", message)])
    kinds = ("day",) if request.by == "day" else ("day", request.by)
    usage, days = TraceUsageRepository(ctx.reads), (since.isoformat(), until.isoformat())
    found = await asyncio.gather(*(usage.of_days(app.id, kind, *days, limit=MAX_READ) for kind in kinds))
    lines: dict[str, TraceUsage] = {}
    for each in found[-1]:
        name = each.day if request.by == "day" else each.name
        lines[name] = lines[name].plus(each) if name in lines else each
    total = TraceUsage(id="", app_id=app.id, kind="day", name="", day="")
    for each in found[0]:
        total = total.plus(each)
    shown = [UsageLine.of(name, usage) for name, usage in lines.items() if usage.traces > 0]
    shown.sort(key=lambda line: line.name if request.by == "day" else (-line.cost, -line.input_tokens, line.name))
    complete = len(shown) <= MAX_LINES and all(len(each) < MAX_READ for each in found)
    return AppUsage(total=UsageLine.of("", total), lines=tuple(shown[:MAX_LINES]), complete=complete)
