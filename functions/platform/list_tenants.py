"""The companies on Ella, for platform staff: what they pay for and use, not what is in them."""

from typing import Literal

from shared.auth.tenant_states import TenantState
from shared.config import PlanName
from shared.data.pagination import Page
from shared.data.store import Filter, Operator
from shared.domain.plans.model import Quota, period_of
from shared.domain.plans.usage import COUNTERS, counted, shard_paths
from shared.domain.tenants.model import Tenant
from shared.domain.tenants.repository import PLATFORM_TENANT_LIST
from shared.domain.tenants.schemas import PlatformTenantView
from shared.errors import PermissionDenied
from shared.runtime.contexts import StaffContext
from shared.runtime.declare import Access, query
from shared.runtime.requests import ListRequest


class ListTenants(ListRequest):
    """On which plan, `default` being those that were never given one; and in which state."""

    plan: PlanName | Literal["default"] | None = None
    state: TenantState | None = None

    def filters(self) -> tuple[Filter, ...]:
        """Return what is asked for, as the query takes it."""
        named = None if self.plan == "default" else self.plan
        unplanned = (Filter("plan", Operator.EQUAL, None),) if self.plan == "default" else ()
        return (*PLATFORM_TENANT_LIST.filters({"plan": named, "state": self.state}), *unplanned)


class ListedTenant(PlatformTenantView):
    """A tenant with what it has used of each quota that is counted: this month, or as it is now."""

    used: dict[Quota, int]


@query(
    "GET /v1/platform/tenants",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    lists=PLATFORM_TENANT_LIST,
    errors=(PermissionDenied,),
)
async def list_tenants(request: ListTenants, ctx: StaffContext) -> Page[ListedTenant]:
    """List all tenants, newest first."""
    page = await ctx.documents.page(PLATFORM_TENANT_LIST, request.page(), request.filters())
    tenants = [Tenant.model_validate(each.data) for each in page.items]
    shards = {
        (tenant.id, quota): [f"tenants/{tenant.id}/{path}" for path in shard_paths(period_of(quota, ctx.now))]
        for tenant in tenants
        for quota in COUNTERS
    }
    found = await ctx.documents.get_many([*dict.fromkeys(path for paths in shards.values() for path in paths)])

    def listed(tenant: Tenant) -> ListedTenant:
        used = {quota: counted(quota, [found[path] for path in shards[tenant.id, quota]]) for quota in COUNTERS}
        return ListedTenant(**PlatformTenantView.of(tenant).model_dump(), used=used)

    return page.with_items([listed(tenant) for tenant in tenants])
