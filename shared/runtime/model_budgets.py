"""Budgets while models are asked: charged in the commit that records what was spent, and looked at before each call.

So what is spent beyond a budget with a hard stop is what the tries and completions come to that were under way when it
was reached: they are recorded when they end.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from shared.data.unit_of_work import Reads, UnitOfWork
from shared.domain.model_budgets.events import ModelBudgetCharged
from shared.domain.model_budgets.model import BudgetScope, ModelBudget, budget_ids
from shared.domain.model_budgets.repository import BudgetSpendingRepository, ModelBudgetRepository
from shared.domain.suite_runs.asking import BudgetUsedUp
from shared.domain.tenants.repository import TenantRepository
from shared.engines.model_calls.spending import ModelSpend
from shared.ports.model_providers import provider_of


async def charge(work: UnitOfWork, card_id: str | None, spent: Sequence[ModelSpend]) -> None:
    """Charge what calls came to to every budget that they are paid out of; at most once in a unit of work."""
    paid = [each for each in spent if each.cost_nanos]
    if not paid:
        return
    for budget, period in (await _budgets(work, card_id, [each.provider for each in paid], at=work.now)).items():
        nanos = sum(each.cost_nanos or 0 for each in paid if _pays(budget, each))
        BudgetSpendingRepository(work).charge(budget.id, period, nanos)
        work.emit(ModelBudgetCharged(budget_id=budget.id, period=period))


async def require_budgets(reads: Reads, card_id: str | None, providers: Iterable[str], *, at: datetime) -> None:
    """Raise BudgetUsedUp where a budget with a hard stop is used up; models on one's own machine cost nothing."""
    paid = [each for each in providers if not provider_of(each).local]
    if not paid:
        return
    budgets = {each: period for each, period in (await _budgets(reads, card_id, paid, at=at)).items() if each.hard_stop}
    if not budgets:
        return
    spent = await BudgetSpendingRepository(reads).spent({each.id: period for each, period in budgets.items()})
    for budget, period in budgets.items():
        if budget.is_used_up(spent[budget.id]):
            message = (
                f"the budget {budget.name!r} is used up for {period}: raise it, or wait for the next {budget.period}"
            )
            raise BudgetUsedUp(message)


async def period_of(reads: Reads, budget: ModelBudget, *, at: datetime) -> str:
    """Return the period of a budget that an instant lies in, in the tenant's zone."""
    tenant = await TenantRepository(reads).get(reads.tenant_id)
    return budget.period.key(at, tenant.time_zone)


def _pays(budget: ModelBudget, spent: ModelSpend) -> bool:
    return budget.scope is not BudgetScope.PROVIDER or budget.subject == spent.provider


async def _budgets(
    reads: Reads, card_id: str | None, providers: Iterable[str], *, at: datetime
) -> dict[ModelBudget, str]:
    """Return the budgets that calls are paid out of, each with its current period."""
    budgets, ids = ModelBudgetRepository(reads), budget_ids(card_id, providers)
    await reads.get_many([TenantRepository.path(reads.tenant_id), *map(budgets.path, ids)])
    found = [each for each in await budgets.get_many(ids) if each is not None]
    return {each: await period_of(reads, each, at=at) for each in found}
