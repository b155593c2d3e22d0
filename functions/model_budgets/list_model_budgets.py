"""What is to be spent at most, and on what."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.model_budgets.model import BudgetScope
from shared.domain.model_budgets.repository import MODEL_BUDGET_LIST, ModelBudgetRepository
from shared.domain.model_budgets.schemas import ModelBudgetView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListModelBudgets(ListRequest):
    """For what: the scope, and the card or provider."""

    scope: BudgetScope | None = None
    subject: Identifier | None = None


@query("GET /v1/model-budgets", permission=Permission.PROVIDERS_READ, lists=MODEL_BUDGET_LIST)
async def list_model_budgets(request: ListModelBudgets, ctx: QueryContext) -> Page[ModelBudgetView]:
    """List budgets, newest first."""
    equals = {"scope": request.scope, "subject": request.subject}
    page = await ModelBudgetRepository(ctx.reads).page(MODEL_BUDGET_LIST, request.page(), equals)
    return page.with_items([ModelBudgetView.of(budget) for budget in page.items])
