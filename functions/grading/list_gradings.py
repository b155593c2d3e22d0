"""A grader's queue, the oldest first; whoever manages gradings sees everybody's, and nobody's marks."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.grading.model import GradingStatus
from shared.domain.grading.repository import GRADING_LIST, GradingRepository
from shared.domain.grading.schemas import GradingView
from shared.errors import PermissionDenied
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListGradings(ListRequest):
    """Whose gradings, one's own unless said otherwise."""

    grader_id: Identifier | None = None
    status: GradingStatus | None = None
    assessment_id: Identifier | None = None


@query("GET /v1/gradings", permission=Permission.GRADINGS_GRADE, lists=GRADING_LIST)
async def list_gradings(request: ListGradings, ctx: QueryContext) -> Page[GradingView]:
    """List what a grader is to mark, or has marked."""
    grader_id = request.grader_id or ctx.member.user_id
    if grader_id != ctx.member.user_id and not ctx.holds(Permission.GRADINGS_MANAGE):
        raise PermissionDenied("these are another grader's")
    equals = {"graderId": grader_id, "status": request.status, "assessmentId": request.assessment_id}
    page = await GradingRepository(ctx.reads).page(GRADING_LIST, request.page(), equals)
    return page.with_items([GradingView.of(grading) for grading in page.items])
