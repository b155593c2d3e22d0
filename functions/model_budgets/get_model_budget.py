"""How a budget stands."""

from shared.auth.permissions import Permission
from shared.domain.model_budgets.repository import BudgetSpendingRepository, ModelBudgetRepository
from shared.domain.model_budgets.schemas import ModelBudgetStatus
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.model_budgets import period_of
from shared.runtime.requests import Identifier, Request


class GetModelBudget(Request):
    """Which budget."""

    budget_id: Identifier


@query(
    "GET /v1/model-budgets/{budgetId}",
    permission=Permission.PROVIDERS_READ,
    loads=Loads(ModelBudgetRepository, "budget_id", tagged=False),
)
async def get_model_budget(request: GetModelBudget, ctx: QueryContext) -> ModelBudgetStatus:
    """Get a budget with what was spent in its current period."""
    budget = await ModelBudgetRepository(ctx.reads).get(request.budget_id)
    period = await period_of(ctx.reads, budget, at=ctx.now)
    spent = await BudgetSpendingRepository(ctx.reads).spent({budget.id: period})
    return ModelBudgetStatus.at(budget, period, spent[budget.id])
