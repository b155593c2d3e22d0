"""What is to be spent at most, or from when on members are told; what was spent before is not counted."""

from shared.auth.permissions import Permission
from shared.domain.cards.repository import CardRepository
from shared.domain.model_budgets.model import (
    DEFAULT_ALERTS,
    BudgetPeriod,
    BudgetScope,
    Cents,
    ModelBudget,
    Percents,
    budget_id,
)
from shared.domain.model_budgets.repository import ModelBudgetRepository
from shared.domain.model_budgets.schemas import ModelBudgetView
from shared.errors import AlreadyExists, FieldProblem, InvalidInput, NotFound
from shared.ports.model_providers import provider_of
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request, Title


class CreateModelBudget(Request):
    """For the whole tenant, for a `cardId` or for a `provider`; the amount is in cents of US dollars.

    Members are told once in each period when each of `alertPercents` is reached. With `hardStop` nothing that costs
    anything is begun any more once the amount is used up.
    """

    name: Title
    card_id: Identifier | None = None
    provider: Identifier | None = None
    period: BudgetPeriod = BudgetPeriod.MONTH
    amount_cents: Cents
    alert_percents: Percents = DEFAULT_ALERTS
    hard_stop: bool = False


@command(
    "POST /v1/model-budgets",
    permission=Permission.PROVIDERS_MANAGE,
    idempotent=True,
    errors=(AlreadyExists, NotFound),
    status=201,
)
async def create_model_budget(request: CreateModelBudget, ctx: CommandContext) -> ModelBudgetView:
    """Create a budget of what models are asked for; there is one for each subject and period."""
    scope, subject = await _subject(request, ctx)
    budgets, id = ModelBudgetRepository(ctx.work), budget_id(scope, subject, request.period)
    if await budgets.find(id) is not None:
        raise AlreadyExists("there is a budget for this and this period already: change it", code="model_budget_exists")
    budget = ModelBudget(
        id=id,
        name=request.name,
        scope=scope,
        subject=subject,
        period=request.period,
        amount_cents=request.amount_cents,
        alert_percents=request.alert_percents,
        hard_stop=request.hard_stop,
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    budgets.add(budget)
    ctx.work.about(budgetId=budget.id)
    return ModelBudgetView.of(budget)


async def _subject(request: CreateModelBudget, ctx: CommandContext) -> tuple[BudgetScope, str]:
    if request.card_id is not None and request.provider is not None:
        problem = FieldProblem("/provider", "one_subject", "name a card or a provider, not both")
        raise InvalidInput("a budget is for one thing", fields=[problem])
    if request.card_id is not None:
        return BudgetScope.CARD, (await CardRepository(ctx.work).get(request.card_id)).id
    if request.provider is not None:
        return BudgetScope.PROVIDER, provider_of(request.provider).id
    return BudgetScope.TENANT, ""
