"""What was spent in the current period stays spent; percentages that were told are not told again in it."""

from shared.auth.permissions import Permission
from shared.domain.model_budgets.model import DEFAULT_ALERTS, Cents, Percents
from shared.domain.model_budgets.repository import ModelBudgetRepository
from shared.domain.model_budgets.schemas import ModelBudgetView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title


class UpdateModelBudget(Request):
    """What changes; what is left out stays."""

    budget_id: Identifier
    name: Title = "-"
    amount_cents: Cents = 1
    alert_percents: Percents = DEFAULT_ALERTS
    hard_stop: bool = False


@command(
    "PATCH /v1/model-budgets/{budgetId}",
    permission=Permission.PROVIDERS_MANAGE,
    loads=Loads(ModelBudgetRepository, "budget_id"),
)
async def update_model_budget(request: UpdateModelBudget, ctx: CommandContext) -> ModelBudgetView:
    """Change a budget's name, amount, alerts or hard stop."""
    given = request.model_fields_set - {"budget_id"}
    budgets = ModelBudgetRepository(ctx.work)
    budget = await budgets.get(request.budget_id)
    changed = budget.with_(**{name: getattr(request, name) for name in given}, updated_at=ctx.now)
    budgets.save(changed)
    return ModelBudgetView.of(changed)
