"""Where budgets are stored, and what was spent of them."""

from typing import ClassVar
from zlib import crc32

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.model_budgets.model import BudgetAlerts, BudgetSpending, ModelBudget

SHARDS = 5
MODEL_BUDGET_LIST = QueryShape("modelBudgets", equals=("scope", "subject"))


class ModelBudgetRepository(Repository[ModelBudget]):
    """Budgets by scope, period and subject."""

    collection: ClassVar[str] = "modelBudgets"
    noun: ClassVar[str] = "model_budget"
    model = ModelBudget


class BudgetSpendingRepository(Repository[BudgetSpending]):
    """What was spent, by budget, period and shard."""

    collection: ClassVar[str] = "modelBudgetSpending"
    noun: ClassVar[str] = "model_budget_spending"
    model = BudgetSpending

    def charge(self, budget_id: str, period: str, nanos: int) -> None:
        """Add to what was spent; at most once in a unit of work for each budget."""
        id = f"{budget_id}:{period}:{crc32(self._work.commit_id.encode()) % SHARDS}"
        self._work.increment(self.path(id), {"spentNanos": nanos}, {"id": id, "schemaVersion": 1})

    async def spent(self, budgets: dict[str, str]) -> dict[str, int]:
        """Return what was spent of each budget in its period, in one round trip."""
        ids = [f"{id}:{period}:{shard}" for id, period in budgets.items() for shard in range(SHARDS)]
        found = await self.get_many(ids)
        nanos = [each.spent_nanos if each else 0 for each in found]
        return {id: sum(nanos[place * SHARDS : (place + 1) * SHARDS]) for place, id in enumerate(budgets)}


class BudgetAlertsRepository(Repository[BudgetAlerts]):
    """What was told, by budget and period."""

    collection: ClassVar[str] = "modelBudgetAlerts"
    noun: ClassVar[str] = "model_budget_alerts"
    model = BudgetAlerts
