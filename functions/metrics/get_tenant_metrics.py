"""All projects of a tenant together."""

import asyncio
from datetime import date

from shared.auth.permissions import Permission
from shared.data.store import StoreQuery
from shared.domain.metrics.counting import Kind
from shared.domain.metrics.figures import Span, figures_of
from shared.domain.metrics.schemas import TenantMetrics, WorkMetrics
from shared.domain.projects.model import ProjectStatus
from shared.domain.projects.repository import PROJECT_LIST
from shared.domain.tenants.repository import TenantRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetTenantMetrics(Request):
    """Of which tenant, and which days of its zone: at most 366, the last thirty unless told."""

    tenant_id: Identifier
    since: date | None = None
    until: date | None = None


@query(
    "GET /v1/tenants/{tenantId}/metrics",
    permission=Permission.METRICS_READ,
    loads=Loads(TenantRepository, "tenant_id", tagged=False),
    runtime=Runtime.ANALYTICS,
)
async def get_tenant_metrics(request: GetTenantMetrics, ctx: QueryContext) -> TenantMetrics:
    """Get what the tasks of all projects come to today, and how fast they were done."""
    tenant = await TenantRepository(ctx.reads).get(request.tenant_id)
    span = Span.of(request.since, request.until, at=ctx.now, zone=tenant.time_zone)
    active = PROJECT_LIST.filters({"deleted": False, "status": ProjectStatus.ACTIVE.value})
    number, [figures] = await asyncio.gather(
        ctx.reads.count(StoreQuery(PROJECT_LIST.collection, active)),
        figures_of(ctx.reads, Kind.TENANT, [tenant.id], span),
    )
    return TenantMetrics(active_projects=number, work=WorkMetrics.of(figures))
