"""Nothing is refused, and nobody is told, on account of a budget that is no more."""

from shared.auth.permissions import Permission
from shared.domain.model_budgets.repository import ModelBudgetRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteModelBudget(Request):
    """Which budget."""

    budget_id: Identifier


@command(
    "DELETE /v1/model-budgets/{budgetId}",
    permission=Permission.PROVIDERS_MANAGE,
    loads=Loads(ModelBudgetRepository, "budget_id"),
    status=204,
)
async def delete_model_budget(request: DeleteModelBudget, ctx: CommandContext) -> None:
    """Delete a budget."""
    budgets = ModelBudgetRepository(ctx.work)
    budgets.remove(await budgets.get(request.budget_id))
