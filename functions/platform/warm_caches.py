"""Whoever opens a dashboard, or an attempt, that is often looked at finds it made."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from shared.data.pagination import PageRequest
from shared.data.unit_of_work import Reads
from shared.domain.attempts.model import AttemptStatus
from shared.domain.attempts.repository import ATTEMPT_LIST, AttemptRepository
from shared.domain.metrics.figures import Span
from shared.domain.tenants.repository import TenantRepository
from shared.errors import EllaError
from shared.observability import logging
from shared.runtime.cache_policies import Cached
from shared.runtime.cached_values import CachedValue
from shared.runtime.caches import CacheKey
from shared.runtime.contexts import PlatformContext
from shared.runtime.dashboards import tenant_dashboard, usage_dashboard
from shared.runtime.declare import scheduled
from shared.runtime.frozen_tasks import frozen_tasks

MOST = 100
MOST_ATTEMPTS = 100
MOST_ASSESSMENTS = 10

Shown = Sequence[CachedValue[Any]]


@scheduled(timedelta(minutes=30))
async def warm_caches(ctx: PlatformContext) -> None:
    """Make dashboards and running assessments anew for the tenants that look at them most; nothing without a Redis."""
    caches = ctx.outside.caches
    for kind, looked_at in _WARMED.items():
        for tenant_id in await caches.popular(kind, MOST):
            try:
                for shown in await looked_at(Reads(ctx.outside.store, tenant_id), ctx.now):
                    await caches.refresh(CacheKey(tenant_id, shown.kind, shown.parts), shown.model, shown.load)
            except EllaError as error:
                logging.warning(
                    "a tenant's values could not be made", tenant=tenant_id, kind=kind, reason=error.message
                )


async def _usage(reads: Reads, at: datetime) -> Shown:
    await TenantRepository(reads).get(reads.tenant_id)
    return [usage_dashboard(reads, at)]


async def _work(reads: Reads, at: datetime) -> Shown:
    tenant = await TenantRepository(reads).get(reads.tenant_id)
    return [tenant_dashboard(reads, Span.of(None, None, at=at, zone=tenant.time_zone))]


async def _questions(reads: Reads, at: datetime) -> Shown:
    """Return the questions of the assessments with most attempts in progress, among those started last."""
    open_now = {"status": AttemptStatus.OPEN.value}
    attempts = await AttemptRepository(reads).page(ATTEMPT_LIST, PageRequest(limit=MOST_ATTEMPTS), open_now)
    seen = [
        tuple(asked for asked in attempt.questions if attempt.timetable.shows(asked.section, at=at))
        for attempt in attempts.items
    ]
    found = {shown.parts: shown for shown in (frozen_tasks(reads, each) for each in seen)}
    often = Counter(frozen_tasks(reads, each).parts for each in seen)
    return [found[parts] for parts, _ in often.most_common(MOST_ASSESSMENTS)]


_WARMED: Mapping[Cached, Callable[[Reads, datetime], Awaitable[Shown]]] = MappingProxyType(
    {Cached.ANALYTICS: _usage, Cached.METRICS: _work, Cached.ASSESSMENT: _questions}
)
