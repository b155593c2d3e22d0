"""Which parts of Ella a tenant uses follows from what it has: nothing is recorded of anybody for this."""

import asyncio
from datetime import date

from shared.auth.permissions import Permission
from shared.data.store import StoreQuery
from shared.domain.plans.model import Quota
from shared.domain.plans.schemas import FeatureUse, MonthOfUsage, UsageAnalytics
from shared.domain.plans.usage import counted, shard_paths
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Request

MONTHS = 12
FEATURES = (
    *("abTests", "apps", "appCases", "assessments", "attempts", "cards", "caseSets", "comments", "flags"),
    *("invitations", "projects", "questions", "reports", "suiteRuns", "tasks", "teams", "timeEntries", "webhooks"),
)
"""The collections that show whether a part of Ella is used."""


class GetUsageAnalytics(Request):
    """Nothing to say."""


@query("GET /v1/usage/analytics", permission=Permission.USAGE_READ, runtime=Runtime.ANALYTICS)
async def get_usage_analytics(request: GetUsageAnalytics, ctx: QueryContext) -> UsageAnalytics:
    """Get how much there is in each part of Ella, and what the last twelve months used of the monthly quotas."""
    months = _months(ctx.now.date())
    shards = {month: shard_paths(month) for month in months}
    numbers, documents = await asyncio.gather(
        asyncio.gather(*(ctx.reads.count(StoreQuery(collection)) for collection in FEATURES)),
        ctx.reads.get_many([path for paths in shards.values() for path in paths]),
    )
    held = dict(zip([path for paths in shards.values() for path in paths], documents, strict=True))
    return UsageAnalytics(
        features=tuple(FeatureUse(feature=each, number=number) for each, number in zip(FEATURES, numbers, strict=True)),
        months=tuple(
            MonthOfUsage(
                month=month,
                assessments=counted(Quota.ASSESSMENTS, [held[path] for path in paths]),
                execution_seconds=counted(Quota.EXECUTION_SECONDS, [held[path] for path in paths]),
            )
            for month, paths in shards.items()
        ),
    )


def _months(today: date) -> list[str]:
    last = today.year * 12 + today.month - 1
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(last - MONTHS + 1, last + 1)]
