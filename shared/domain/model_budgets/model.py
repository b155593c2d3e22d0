"""What a tenant means to spend on models in a day or a month of its own zone, for everything, a card or a provider."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field

from shared.data.repository import Entity
from shared.engines.local_times import day_of

NANOS_PER_CENT = 10_000_000
DEFAULT_ALERTS = (50, 80, 100)


class BudgetScope(StrEnum):
    """What is paid out of it: all that models are asked, runs and searches of a card, or a provider's models."""

    TENANT = "tenant"
    CARD = "card"
    PROVIDER = "provider"


class BudgetPeriod(StrEnum):
    """How often it begins anew, at midnight in the tenant's zone."""

    DAY = "day"
    MONTH = "month"

    def key(self, at: datetime, zone: str) -> str:
        """Return the period that an instant lies in, as `2026-03` or `2026-03-02`."""
        day = day_of(at, zone).isoformat()
        return day if self is BudgetPeriod.DAY else day[:7]


Cents = Annotated[int, Field(ge=1, le=100_000_000)]
"""An amount in cents of US dollars."""

Percents = Annotated[
    tuple[Annotated[int, Field(ge=1, le=1_000)], ...],
    Field(max_length=10),
    AfterValidator(lambda values: tuple(sorted(set(values)))),
]
"""Percentages of the amount, in order."""


class ModelBudget(Entity):
    """A budget, one for each scope, subject and period. `subject` is the card or the provider, empty for the tenant."""

    name: str
    scope: BudgetScope
    subject: str
    period: BudgetPeriod
    amount_cents: Cents
    alert_percents: Percents
    hard_stop: bool
    created_by: str
    created_at: datetime
    updated_at: datetime

    def is_used_up(self, spent_nanos: int) -> bool:
        """Tell whether nothing more may be spent."""
        return spent_nanos >= self.amount_cents * NANOS_PER_CENT

    def reached(self, spent_nanos: int) -> tuple[int, ...]:
        """Return the percentages to tell of that were reached."""
        whole = self.amount_cents * NANOS_PER_CENT
        return tuple(each for each in self.alert_percents if spent_nanos * 100 >= each * whole)


class BudgetSpending(Entity):
    """A shard of what was spent of a budget in a period, in billionths of a dollar."""

    spent_nanos: int = 0


class BudgetAlerts(Entity):
    """Of which percentages members were told in a period, by the budget's id and the period."""

    percents: tuple[int, ...] = ()

    def telling(self, percents: Iterable[int]) -> Self:
        """Return it with more of them."""
        return self.with_(percents=tuple(sorted({*self.percents, *percents})))


def budget_id(scope: BudgetScope, subject: str, period: BudgetPeriod) -> str:
    """Return the id of the one budget there may be."""
    return f"{scope}-{period}" if scope is BudgetScope.TENANT else f"{scope}-{period}-{subject}"


def budget_ids(card_id: str | None, providers: Iterable[str]) -> list[str]:
    """Return the ids of all budgets that calls may be paid out of."""
    subjects = [(BudgetScope.TENANT, ""), *((BudgetScope.PROVIDER, each) for each in sorted(set(providers)))]
    subjects += [(BudgetScope.CARD, card_id)] if card_id is not None else []
    return [budget_id(scope, subject, period) for scope, subject in subjects for period in BudgetPeriod]
