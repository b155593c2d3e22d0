"""Appeals of the tenant's candidates, the newest first unless asked otherwise."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.grading.appeals import AppealStatus
from shared.domain.grading.repository import APPEAL_LIST, AppealRepository
from shared.domain.grading.schemas import AppealView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListAppeals(ListRequest):
    """Those of an assessment, or that stand somewhere."""

    assessment_id: Identifier | None = None
    status: AppealStatus | None = None


@query("GET /v1/appeals", permission=Permission.ATTEMPTS_READ, lists=APPEAL_LIST)
async def list_appeals(request: ListAppeals, ctx: QueryContext) -> Page[AppealView]:
    """List appeals."""
    equals = {"assessmentId": request.assessment_id, "status": request.status}
    page = await AppealRepository(ctx.reads).page(APPEAL_LIST, request.page(), equals)
    return page.with_items([AppealView.of(appeal) for appeal in page.items])
