"""The platform's staff change plans; the tenant's audit log says who did, and its quotas are others at once."""

from shared.config import PlanName
from shared.domain.plans.events import PlanChanged
from shared.domain.plans.schemas import TenantPlanView
from shared.domain.plans.usage import Quotas, read_plan
from shared.domain.tenants.repository import TenantRepository
from shared.errors import PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.requests import Identifier, Request


class ChangePlan(Request):
    """Which tenant gets which plan."""

    tenant_id: Identifier
    plan: PlanName


@command(
    "PUT /v1/platform/tenants/{tenantId}/plan",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    errors=(PermissionDenied,),
)
async def change_plan(request: ChangePlan, ctx: CommandContext) -> TenantPlanView:
    """Give a tenant another plan; what it uses already stays, even beyond a smaller plan's quotas."""
    ctx.work.enter_tenant(request.tenant_id)
    tenants, quotas = TenantRepository(ctx.work), Quotas(ctx.work)
    await ctx.work.get_many([tenants.path(request.tenant_id), *quotas.warning_paths()])
    tenant = await tenants.get(request.tenant_id)
    before = await read_plan(ctx.work)
    if tenant.plan != request.plan:
        tenants.save(tenant.with_(plan=request.plan.value))
    if before.name is not request.plan:
        await quotas.forget_warnings()
        ctx.work.emit(PlanChanged(before=before.name.value, plan=request.plan.value))
        ctx.work.about(plan=request.plan.value)
    return TenantPlanView(tenant_id=tenant.id, plan=request.plan)
