"""An assessment in numbers, from counters that events keep: the cost is the same for ten attempts and a million."""

from shared.auth.permissions import Permission
from shared.domain.analytics.rollups import counted, shard_paths
from shared.domain.analytics.schemas import AssessmentAnalytics
from shared.domain.assessments.repository import AssessmentRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetAssessmentAnalytics(Request):
    """Of which assessment."""

    assessment_id: Identifier


def _counters(request: GetAssessmentAnalytics) -> list[str]:
    return shard_paths(request.assessment_id)


@query(
    "GET /v1/assessments/{assessmentId}/analytics",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AssessmentRepository, "assessment_id", beside=_counters, tagged=False),
    runtime=Runtime.ANALYTICS,
)
async def get_assessment_analytics(request: GetAssessmentAnalytics, ctx: QueryContext) -> AssessmentAnalytics:
    """Get an assessment's funnel, completion rate, times, scores and ratings."""
    await AssessmentRepository(ctx.reads).get(request.assessment_id)
    counters = counted(await ctx.reads.get_many(shard_paths(request.assessment_id)))
    return AssessmentAnalytics.of(request.assessment_id, counters)
