"""How the questions of an assessment measured, as computed last."""

from datetime import datetime

from shared.auth.permissions import Permission
from shared.domain.analytics.model import ItemStatistics, ModelState
from shared.domain.analytics.repository import ItemAnalysisRepository
from shared.domain.assessments.repository import AssessmentRepository
from shared.errors import FailedPrecondition
from shared.model import View
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetItemStatistics(Request):
    """Of which assessment."""

    assessment_id: Identifier


class ItemAnalysisView(View):
    """Difficulty, discrimination and distractors of each question, and Cronbach's alpha of all.

    `model` says whether `estimate` holds the two-parameter model's values, `model_note` why not.
    """

    attempts: int
    items: tuple[ItemStatistics, ...]
    alpha: float | None
    model: ModelState
    model_note: str
    computed_at: datetime


def _analysis(request: GetItemStatistics) -> list[str]:
    return [ItemAnalysisRepository.path(request.assessment_id)]


@query(
    "GET /v1/assessments/{assessmentId}/item-statistics",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AssessmentRepository, "assessment_id", beside=_analysis, tagged=False),
    errors=(FailedPrecondition,),
    runtime=Runtime.ANALYTICS,
)
async def get_item_statistics(request: GetItemStatistics, ctx: QueryContext) -> ItemAnalysisView:
    """Get the item statistics of an assessment."""
    await AssessmentRepository(ctx.reads).get(request.assessment_id)
    analysis = await ItemAnalysisRepository(ctx.reads).find(request.assessment_id)
    if analysis is None:
        raise FailedPrecondition("have the item statistics computed first", code="item_statistics_missing")
    return ItemAnalysisView.of(analysis)
