"""The platform's staff change plans; the tenant's audit log says who did, and its quotas are others at once."""

from shared.config import PlanName
from shared.domain.plans.schemas import TenantPlanView
from shared.errors import PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.plan_changes import give_plan
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
    await give_plan(ctx.work, request.plan)
    return TenantPlanView(tenant_id=request.tenant_id, plan=request.plan)
