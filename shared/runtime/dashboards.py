"""Figures of a whole tenant, as its dashboards show them: cached, and made anew before they are asked for."""

import asyncio
from datetime import date, datetime

from shared.data.store import StoreQuery
from shared.data.unit_of_work import Reads
from shared.domain.metrics.counting import Kind
from shared.domain.metrics.figures import Span, figures_of
from shared.domain.metrics.schemas import TenantMetrics, WorkMetrics
from shared.domain.plans.schemas import UsageAnalytics
from shared.domain.plans.usage_analytics import months_until, usage_analytics
from shared.domain.projects.model import ProjectStatus
from shared.domain.projects.repository import PROJECT_LIST
from shared.runtime.cache_policies import Cached
from shared.runtime.cached_values import CachedValue


def usage_dashboard(reads: Reads, at: datetime) -> CachedValue[UsageAnalytics]:
    """Return what a tenant has and used, month by month."""
    today: date = at.date()
    parts = ("usage", months_until(today)[-1])
    return CachedValue(Cached.ANALYTICS, parts, UsageAnalytics, lambda: usage_analytics(reads, today))


def tenant_dashboard(reads: Reads, span: Span) -> CachedValue[TenantMetrics]:
    """Return what the tasks of all projects come to."""

    async def load() -> TenantMetrics:
        active = PROJECT_LIST.filters({"deleted": False, "status": ProjectStatus.ACTIVE.value})
        number, [figures] = await asyncio.gather(
            reads.count(StoreQuery(PROJECT_LIST.collection, active)),
            figures_of(reads, Kind.TENANT, [reads.tenant_id], span),
        )
        return TenantMetrics(active_projects=number, work=WorkMetrics.of(figures))

    return CachedValue(Cached.METRICS, ("tenant", *_days(span)), TenantMetrics, load)


def project_dashboard(reads: Reads, project_id: str, span: Span) -> CachedValue[WorkMetrics]:
    """Return what a project's tasks come to."""

    async def load() -> WorkMetrics:
        [figures] = await figures_of(reads, Kind.PROJECT, [project_id], span)
        return WorkMetrics.of(figures)

    return CachedValue(Cached.METRICS, ("project", project_id, *_days(span)), WorkMetrics, load)


def _days(span: Span) -> tuple[str, ...]:
    return tuple(day.isoformat() for day in (span.first, span.last, span.today))
