"""Budgets as callers see them."""

from datetime import datetime
from typing import Self

from shared.domain.model_budgets.model import BudgetPeriod, BudgetScope, ModelBudget
from shared.model import View


class ModelBudgetView(View):
    """A budget; the amount is in cents of US dollars."""

    id: str
    name: str
    scope: BudgetScope
    subject: str
    period: BudgetPeriod
    amount_cents: int
    alert_percents: tuple[int, ...]
    hard_stop: bool
    created_by: str
    created_at: datetime
    updated_at: datetime


class ModelBudgetStatus(ModelBudgetView):
    """A budget with what was spent in the current period, in billionths of a US dollar."""

    current_period: str
    spent_nanos: int
    used_up: bool

    @classmethod
    def at(cls, budget: ModelBudget, period: str, spent_nanos: int) -> Self:
        """Return how a budget stands in a period."""
        fields = {name: getattr(budget, name) for name in ModelBudgetView.model_fields}
        used_up = budget.is_used_up(spent_nanos)
        return cls(**fields, current_period=period, spent_nanos=spent_nanos, used_up=used_up)
