"""What each try and each chat completion came to, one entry for every model that was asked; kept for 400 days."""

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.model_costs.repository import COST_ENTRY_LIST, CostEntryRepository
from shared.domain.model_costs.schemas import CostEntryView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListCostEntries(ListRequest):
    """Of which day (UTC), card, app, run, model (`openai:gpt-4o-mini`) or member."""

    day: date | None = None
    card_id: Identifier | None = None
    app_id: Identifier | None = None
    run_id: Identifier | None = None
    model: Annotated[str, StringConstraints(min_length=1, max_length=300)] | None = None
    member: Identifier | None = None


@query("GET /v1/costs/entries", permission=Permission.CARDS_READ, lists=COST_ENTRY_LIST)
async def list_cost_entries(request: ListCostEntries, ctx: QueryContext) -> Page[CostEntryView]:
    """List what models came to, newest first, by day, card, app, run, model or member."""
    equals = {
        "day": request.day.isoformat() if request.day else None,
        "cardId": request.card_id,
        "appId": request.app_id,
        "runId": request.run_id,
        "model": request.model,
        "member": request.member,
    }
    page = await CostEntryRepository(ctx.reads).page(COST_ENTRY_LIST, request.page(), equals)
    return page.with_items([CostEntryView.of(entry) for entry in page.items])
