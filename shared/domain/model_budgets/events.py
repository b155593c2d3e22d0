"""What happens to budgets."""

from typing import ClassVar

from shared.events.event import Event


class ModelBudgetCharged(Event):
    """Something was spent of a budget in a period."""

    type: ClassVar[str] = "budgets.model_budget.charged.v1"
    budget_id: str
    period: str
