"""Which cases an app has."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.app_cases.model import AppCaseStatus, Folder
from shared.domain.app_cases.repository import APP_CASE_LIST, AppCaseRepository
from shared.domain.app_cases.schemas import AppCaseView
from shared.domain.apps.repository import AppRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListAppCases(ListRequest):
    """Of which app, and which of its cases: in one folder, in one status, made from one trace."""

    app_id: Identifier
    folder: Folder | None = None
    status: AppCaseStatus | None = None
    trace_id: Identifier | None = None


@query(
    "GET /v1/apps/{appId}/cases",
    permission=Permission.APP_CASES_READ,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=APP_CASE_LIST,
)
async def list_app_cases(request: ListAppCases, ctx: QueryContext) -> Page[AppCaseView]:
    """List an app's cases, the last made first."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    equals = {"appId": app.id, "folder": request.folder, "status": request.status, "traceId": request.trace_id}
    page = await AppCaseRepository(ctx.reads).page(APP_CASE_LIST, request.page(), equals)
    return page.with_items([AppCaseView.of(case) for case in page.items])
