"""What one company has used, month by month, for platform staff."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from shared.config import PlanName
from shared.data.repository import document_id, found
from shared.data.store import Filter, Operator, StoreQuery
from shared.domain.plans.model import Quota, month_start, period_of
from shared.domain.plans.schemas import MonthOfUsage, TenantUsageView
from shared.domain.plans.usage import counted, shard_paths
from shared.domain.tenants.model import Tenant
from shared.errors import NotFound, PermissionDenied
from shared.runtime.contexts import StaffContext
from shared.runtime.declare import Access, query
from shared.runtime.requests import Identifier, Request

MAX_MONTHS = 24


class GetTenantUsage(Request):
    """Which tenant, and how many months back, this one among them."""

    tenant_id: Identifier
    months: Annotated[int, Field(ge=1, le=MAX_MONTHS)] = 12


@query(
    "GET /v1/platform/tenants/{tenantId}/usage",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    errors=(NotFound, PermissionDenied),
)
async def get_tenant_usage(request: GetTenantUsage, ctx: StaffContext) -> TenantUsageView:
    """Get a tenant's plan and what it used of it, the latest month first."""
    root = f"tenants/{document_id(request.tenant_id)}"
    months = _months(request.months, ctx)
    shards = {period: [f"{root}/{path}" for path in shard_paths(period)] for period in (*months, "current")}
    own = f"{root}/tenant/{request.tenant_id}"
    documents = await ctx.documents.get_many([own, *(path for paths in shards.values() for path in paths)])
    document = documents[own]
    tenant = found(Tenant.model_validate(document.data) if document else None, "tenant")
    active = StoreQuery(f"{root}/members", (Filter("isActive", Operator.EQUAL, True),))

    def used(quota: Quota, period: str) -> int:
        return counted(quota, [documents[path] for path in shards[period]])

    return TenantUsageView(
        tenant_id=tenant.id,
        plan=PlanName(tenant.plan) if tenant.plan else ctx.config.default_plan,
        members=await ctx.documents.count(active),
        storage_bytes=used(Quota.STORAGE_BYTES, "current"),
        months=tuple(
            MonthOfUsage(
                month=month,
                assessments=used(Quota.ASSESSMENTS, month),
                execution_seconds=used(Quota.EXECUTION_SECONDS, month),
            )
            for month in months
        ),
    )


def _months(count: int, ctx: StaffContext) -> list[str]:
    """Return the names of the last months, the latest first."""
    start, names = month_start(ctx.now), list[str]()
    for _ in range(count):
        names.append(period_of(Quota.ASSESSMENTS, start))
        start = month_start(start - timedelta(days=1))
    return names
