"""What there is to choose from, for everybody."""

from shared.domain.plans.model import PLANS
from shared.domain.plans.schemas import PlanList
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import REFERENCE, Access, query
from shared.runtime.requests import Request


class ListPlans(Request):
    """Nothing to say."""


@query("GET /v1/plans", access=Access.ANONYMOUS, tenantless=True, kept_for=REFERENCE)
async def list_plans(request: ListPlans, ctx: QueryContext) -> PlanList:
    """List the plans and their quotas."""
    return PlanList(plans=tuple(PLANS.values()))
