"""The runs of the tenant, of a card or of a set of cases."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.suite_runs.model import SuiteRunStatus
from shared.domain.suite_runs.repository import SUITE_RUN_LIST, SuiteRunRepository
from shared.domain.suite_runs.schemas import SuiteRunView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListSuiteRuns(ListRequest):
    """Of which card, on which set of cases, by which schedule, in which status."""

    card_id: Identifier | None = None
    case_set_id: Identifier | None = None
    schedule_id: Identifier | None = None
    status: SuiteRunStatus | None = None


@query("GET /v1/suite-runs", permission=Permission.CARDS_READ, lists=SUITE_RUN_LIST)
async def list_suite_runs(request: ListSuiteRuns, ctx: QueryContext) -> Page[SuiteRunView]:
    """List runs, the latest first."""
    equals = {
        "cardId": request.card_id,
        "caseSetId": request.case_set_id,
        "scheduleId": request.schedule_id,
        "status": request.status,
    }
    page = await SuiteRunRepository(ctx.reads).page(SUITE_RUN_LIST, request.page(), equals)
    return page.with_items([SuiteRunView.of(run) for run in page.items])
