"""What a tenant has in each part of Ella, counted."""

import asyncio
from datetime import date

from shared.data.store import StoreQuery
from shared.data.unit_of_work import Reads
from shared.domain.plans.model import Quota
from shared.domain.plans.schemas import FeatureUse, MonthOfUsage, UsageAnalytics
from shared.domain.plans.usage import counted, shard_paths

MONTHS = 12
FEATURES = (
    *("abTests", "apps", "appCases", "assessments", "attempts", "cards", "caseSets", "comments", "flags"),
    *("invitations", "projects", "questions", "reports", "suiteRuns", "tasks", "teams", "timeEntries", "webhooks"),
)
"""The collections that show whether a part of Ella is used."""


async def usage_analytics(reads: Reads, today: date) -> UsageAnalytics:
    """Count everything; it costs a query for each part."""
    months = months_until(today)
    shards = {month: shard_paths(month) for month in months}
    numbers, documents = await asyncio.gather(
        asyncio.gather(*(reads.count(StoreQuery(collection)) for collection in FEATURES)),
        reads.get_many([path for paths in shards.values() for path in paths]),
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


def months_until(today: date) -> list[str]:
    """Return the last twelve months, this one among them."""
    last = today.year * 12 + today.month - 1
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(last - MONTHS + 1, last + 1)]
