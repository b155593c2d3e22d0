"""How much is left: of this month where quotas are monthly, otherwise as it is now."""

from shared.auth.permissions import Permission
from shared.domain.plans.model import Quota, period_of, resets_at
from shared.domain.plans.schemas import QuotaView, UsageView
from shared.domain.plans.usage import COUNTERS, read_plan, read_used, shard_paths, tenant_path
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Request


class GetUsage(Request):
    """Nothing to say."""


@query("GET /v1/usage", permission=Permission.USAGE_READ)
async def get_usage(request: GetUsage, ctx: QueryContext) -> UsageView:
    """Get the tenant's plan and what is used of it."""
    periods = dict.fromkeys(period_of(quota, ctx.now) for quota in COUNTERS)
    shards = [path for period in periods for path in shard_paths(period)]
    await ctx.reads.get_many([tenant_path(ctx.reads), *shards])
    plan = await read_plan(ctx.reads)
    used = {quota: await read_used(ctx.reads, quota, period_of(quota, ctx.now)) for quota in Quota}
    return UsageView(
        plan=plan.name,
        quotas=tuple(
            QuotaView(quota=quota, used=used[quota], limit=plan.limit(quota), resets_at=resets_at(quota, ctx.now))
            for quota in Quota
        ),
    )
