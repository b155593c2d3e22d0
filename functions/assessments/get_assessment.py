"""One assessment, for the hiring team."""

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.assessments.schemas import AssessmentView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetAssessment(Request):
    """Which assessment."""

    assessment_id: Identifier


@query(
    "GET /v1/assessments/{assessmentId}",
    permission=Permission.ASSESSMENTS_READ,
    loads=Loads(AssessmentRepository, "assessment_id"),
)
async def get_assessment(request: GetAssessment, ctx: QueryContext) -> AssessmentView:
    """Get an assessment with its questions and their points."""
    return AssessmentView.of(await AssessmentRepository(ctx.reads).get(request.assessment_id))
