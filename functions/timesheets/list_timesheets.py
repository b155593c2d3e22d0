"""Everybody lists their own weeks; who reviews time, those of others as well."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.data.store import Filter, Operator
from shared.domain.time_tracking.model import TimesheetStatus, Week
from shared.domain.time_tracking.repository import TIMESHEET_LIST, TimesheetRepository
from shared.domain.time_tracking.schemas import TimesheetView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListTimesheets(ListRequest):
    """Which weeks, from one until another (excluded); who reviews time sees everybody's, or `memberId`'s."""

    member_id: Identifier | None = None
    status: TimesheetStatus | None = None
    week_from: Week | None = None
    week_until: Week | None = None


@query("GET /v1/timesheets", permission=Permission.TIME_WRITE, lists=TIMESHEET_LIST)
async def list_timesheets(request: ListTimesheets, ctx: QueryContext) -> Page[TimesheetView]:
    """List timesheets, the latest week first; of a member who reviews none, their own."""
    whose = request.member_id if ctx.holds(Permission.TIME_REVIEW) else ctx.member.user_id
    bounds = ((Operator.GREATER_OR_EQUAL, request.week_from), (Operator.LESS, request.week_until))
    ranges = [Filter("weekOf", operator, str(bound)) for operator, bound in bounds if bound is not None]
    equals = {"createdBy": whose, "status": request.status}
    page = await TimesheetRepository(ctx.reads).page(TIMESHEET_LIST, request.page(), equals, ranges)
    return page.with_items([TimesheetView.of(sheet) for sheet in page.items])
