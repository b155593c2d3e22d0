"""What candidates said of an assessment; who said it is not told."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.analytics.repository import FEEDBACK_LIST, AttemptFeedbackRepository
from shared.domain.assessments.repository import AssessmentRepository
from shared.model import View
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListAttemptFeedback(ListRequest):
    """Of which assessment, and with how many stars."""

    assessment_id: Identifier
    rating: Annotated[int, Field(ge=1, le=5)] | None = None


class FeedbackView(View):
    """Somebody's feedback."""

    rating: int
    text: str
    given_at: datetime


@query(
    "GET /v1/assessments/{assessmentId}/feedback",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AssessmentRepository, "assessment_id", tagged=False),
    lists=FEEDBACK_LIST,
)
async def list_attempt_feedback(request: ListAttemptFeedback, ctx: QueryContext) -> Page[FeedbackView]:
    """List candidates' feedback on an assessment, the latest first."""
    await AssessmentRepository(ctx.reads).get(request.assessment_id)
    equals = {"assessmentId": request.assessment_id, "rating": request.rating}
    page = await AttemptFeedbackRepository(ctx.reads).page(FEEDBACK_LIST, request.page(), equals)
    return page.with_items([FeedbackView.of(each) for each in page.items])
