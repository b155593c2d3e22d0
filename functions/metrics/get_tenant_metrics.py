"""All projects of a tenant together."""

from datetime import date

from shared.auth.permissions import Permission
from shared.domain.metrics.figures import Span
from shared.domain.metrics.schemas import TenantMetrics
from shared.domain.tenants.repository import TenantRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.dashboards import tenant_dashboard
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
    return await ctx.cached(tenant_dashboard(ctx.reads, span))
