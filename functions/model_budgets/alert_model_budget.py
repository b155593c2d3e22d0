"""Each percentage of a budget is told of once in a period; of several that are reached at once, the highest."""

from shared.domain.model_budgets.events import ModelBudgetCharged
from shared.domain.model_budgets.model import BudgetAlerts
from shared.domain.model_budgets.repository import (
    BudgetAlertsRepository,
    BudgetSpendingRepository,
    ModelBudgetRepository,
)
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

_NANOS_PER_DOLLAR = 1_000_000_000


@subscriber(ModelBudgetCharged)
async def alert_model_budget(event: ModelBudgetCharged, ctx: SubscriberContext) -> None:
    """Tell owners and admins how much of a budget is spent, where it has reached a percentage they want to know of."""
    budget = await ModelBudgetRepository(ctx.work).find(event.budget_id)
    if budget is None:
        return
    spent = (await BudgetSpendingRepository(ctx.work).spent({budget.id: event.period}))[budget.id]
    alerts = BudgetAlertsRepository(ctx.work)
    id = f"{budget.id}:{event.period}"
    told = await alerts.find(id) or BudgetAlerts(id=id)
    new = [each for each in budget.reached(spent) if each not in told.percents]
    if not new:
        return
    await alerts.put(told.telling(new))
    administrators = await MemberRepository(ctx.work).administrators()
    await tell_and_mail(
        ctx.work,
        [each.id for each in administrators],
        NotificationKind.MODEL_BUDGET_REACHED,
        link=f"/model-budgets/{budget.id}",
        budget=budget.name,
        period=event.period,
        percent=str(max(new)),
        spent=f"{spent / _NANOS_PER_DOLLAR:.2f}",
        amount=f"{budget.amount_cents / 100:.2f}",
    )
