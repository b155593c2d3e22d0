"""Everybody lists their own time; who reviews time, that of others as well."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.data.store import Filter, Operator
from shared.domain.time_tracking.model import WorkDay
from shared.domain.time_tracking.repository import TIME_LIST, TimeEntryRepository
from shared.domain.time_tracking.schemas import TimeEntryView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListTimeEntries(ListRequest):
    """Which entries, from a day until another (excluded); `memberId` is for who reviews time."""

    member_id: Identifier | None = None
    project_id: Identifier | None = None
    task_id: Identifier | None = None
    day_from: WorkDay | None = None
    day_until: WorkDay | None = None


@query("GET /v1/time-entries", permission=Permission.TIME_WRITE, lists=TIME_LIST)
async def list_time_entries(request: ListTimeEntries, ctx: QueryContext) -> Page[TimeEntryView]:
    """List time entries, the latest day first: one's own unless asked for another's."""
    whose = request.member_id if request.member_id and ctx.holds(Permission.TIME_REVIEW) else ctx.member.user_id
    equals = {"createdBy": whose, "projectId": request.project_id, "taskId": request.task_id}
    bounds = ((Operator.GREATER_OR_EQUAL, request.day_from), (Operator.LESS, request.day_until))
    ranges = [Filter("day", operator, str(bound)) for operator, bound in bounds if bound is not None]
    page = await TimeEntryRepository(ctx.reads).page(TIME_LIST, request.page(), equals, ranges)
    return page.with_items([TimeEntryView.of(entry) for entry in page.items])
