"""What is run by itself."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.suite_runs.repository import SUITE_SCHEDULE_LIST, SuiteScheduleRepository
from shared.domain.suite_runs.schemas import SuiteScheduleView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListSuiteSchedules(ListRequest):
    """Of which card, on which set of cases."""

    card_id: Identifier | None = None
    case_set_id: Identifier | None = None


@query("GET /v1/suite-schedules", permission=Permission.CARDS_READ, lists=SUITE_SCHEDULE_LIST)
async def list_suite_schedules(request: ListSuiteSchedules, ctx: QueryContext) -> Page[SuiteScheduleView]:
    """List schedules, the latest first."""
    equals = {"cardId": request.card_id, "caseSetId": request.case_set_id}
    page = await SuiteScheduleRepository(ctx.reads).page(SUITE_SCHEDULE_LIST, request.page(), equals)
    return page.with_items([SuiteScheduleView.of(schedule) for schedule in page.items])
