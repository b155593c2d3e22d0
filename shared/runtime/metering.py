"""What a tenant used, month by month, as meters are told."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from shared.config import METERS
from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.billing.repository import METERED_ATTEMPTS
from shared.domain.plans.model import Quota, month_start, period_of
from shared.domain.plans.usage import counted, shard_paths

LOOK_BACK = timedelta(days=2)
"""How long after a month's end what was used in it is still reported: it is looked at every day."""


async def month_totals(work: UnitOfWork) -> Mapping[str, int]:
    """Return the figures of this month, and of the last where it has just ended, by `month:meter`."""
    starts = dict.fromkeys((month_start(work.now - LOOK_BACK), month_start(work.now)))
    attempts, seconds = METERS
    totals: dict[str, int] = {}
    for start in starts:
        month = period_of(Quota.EXECUTION_SECONDS, start)
        totals[f"{month}:{attempts}"] = await _attempts(work, start)
        totals[f"{month}:{seconds}"] = counted(Quota.EXECUTION_SECONDS, await work.get_many(shard_paths(month)))
    return totals


async def _attempts(work: UnitOfWork, start: datetime) -> int:
    """Return how many attempts were submitted in a month, those without practice."""
    end = month_start(start + timedelta(days=31))
    within = (
        Filter("practice", Operator.EQUAL, False),
        Filter("submittedAt", Operator.GREATER_OR_EQUAL, start),
        Filter("submittedAt", Operator.LESS, end),
    )
    return await work.count(StoreQuery(METERED_ATTEMPTS.collection, within))
