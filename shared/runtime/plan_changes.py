"""Another plan for a tenant, whoever decided it."""

from shared.config import PlanName
from shared.data.unit_of_work import UnitOfWork
from shared.domain.plans.events import PlanChanged
from shared.domain.plans.usage import Quotas, read_plan
from shared.domain.tenants.repository import TenantRepository


async def give_plan(work: UnitOfWork, plan: PlanName) -> None:
    """Give the unit's tenant a plan, whose quotas hold at once, and have it told where that is another."""
    tenants, quotas = TenantRepository(work), Quotas(work)
    await work.get_many([tenants.path(work.tenant_id), *quotas.warning_paths()])
    tenant = await tenants.get(work.tenant_id)
    before = await read_plan(work)
    if tenant.plan != plan:
        tenants.save(tenant.with_(plan=plan.value))
    if before.name is not plan:
        await quotas.forget_warnings()
        work.emit(PlanChanged(before=before.name.value, plan=plan.value))
        work.about(plan=plan.value)
