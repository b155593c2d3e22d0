"""Which parts of Ella a tenant uses follows from what it has: nothing is recorded of anybody for this."""

from shared.auth.permissions import Permission
from shared.domain.plans.schemas import UsageAnalytics
from shared.runtime.contexts import QueryContext
from shared.runtime.dashboards import usage_dashboard
from shared.runtime.declare import query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Request


class GetUsageAnalytics(Request):
    """Nothing to say."""


@query("GET /v1/usage/analytics", permission=Permission.USAGE_READ, runtime=Runtime.ANALYTICS)
async def get_usage_analytics(request: GetUsageAnalytics, ctx: QueryContext) -> UsageAnalytics:
    """Get how much there is in each part of Ella, and what the last twelve months used of the monthly quotas.

    It may be half an hour old.
    """
    return await ctx.cached(usage_dashboard(ctx.reads, ctx.now))
