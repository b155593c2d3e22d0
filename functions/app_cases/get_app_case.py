"""One case of an app."""

from shared.auth.permissions import Permission
from shared.domain.app_cases.repository import AppCaseRepository
from shared.domain.app_cases.schemas import AppCaseView
from shared.domain.apps.repository import AppRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetAppCase(Request):
    """Which case of which app."""

    app_id: Identifier
    case_id: Identifier


@query(
    "GET /v1/apps/{appId}/cases/{caseId}",
    permission=Permission.APP_CASES_READ,
    loads=Loads(AppCaseRepository, "case_id", whole=(AppRepository, "app_id")),
)
async def get_app_case(request: GetAppCase, ctx: QueryContext) -> AppCaseView:
    """Get a case of an app."""
    return AppCaseView.of(await AppCaseRepository(ctx.reads).get_of(request.app_id, request.case_id))
