"""A tenant's assessments."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.assessments.content import Category
from shared.domain.assessments.model import AssessmentStatus
from shared.domain.assessments.repository import ASSESSMENT_LIST, AssessmentRepository
from shared.domain.assessments.schemas import AssessmentView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListAssessments(ListRequest):
    """Which assessments."""

    status: AssessmentStatus | None = None
    category: Category | None = None


@query("GET /v1/assessments", permission=Permission.ASSESSMENTS_READ, lists=ASSESSMENT_LIST)
async def list_assessments(request: ListAssessments, ctx: QueryContext) -> Page[AssessmentView]:
    """List assessments, newest first."""
    equals = {"status": request.status, "category": request.category}
    page = await AssessmentRepository(ctx.reads).page(ASSESSMENT_LIST, request.page(), equals)
    return page.with_items([AssessmentView.of(assessment) for assessment in page.items])
