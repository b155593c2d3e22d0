"""Whoever opens a dashboard that is often looked at finds it made."""

from datetime import timedelta

from shared.data.unit_of_work import Reads
from shared.domain.metrics.figures import Span
from shared.domain.tenants.repository import TenantRepository
from shared.errors import EllaError
from shared.observability import logging
from shared.runtime.caches import CacheKey
from shared.runtime.contexts import PlatformContext
from shared.runtime.dashboards import tenant_dashboard, usage_dashboard
from shared.runtime.declare import scheduled

MOST = 100


@scheduled(timedelta(minutes=30))
async def warm_caches(ctx: PlatformContext) -> None:
    """Make the dashboards of the tenants anew that look at theirs most; nothing without a Redis."""
    for tenant_id in await ctx.outside.caches.popular(MOST):
        try:
            await _warm(ctx, tenant_id)
        except EllaError as error:
            logging.warning("a tenant's dashboards could not be made", tenant=tenant_id, reason=error.message)


async def _warm(ctx: PlatformContext, tenant_id: str) -> None:
    reads = Reads(ctx.outside.store, tenant_id)
    tenant = await TenantRepository(reads).get(tenant_id)
    span = Span.of(None, None, at=ctx.now, zone=tenant.time_zone)
    usage, work = usage_dashboard(reads, ctx.now), tenant_dashboard(reads, span)
    await ctx.outside.caches.refresh(CacheKey(tenant_id, usage.kind, usage.parts), usage.load)
    await ctx.outside.caches.refresh(CacheKey(tenant_id, work.kind, work.parts), work.load)
