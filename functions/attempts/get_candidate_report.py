"""The report on a candidate, for the hiring team."""

from shared.auth.permissions import Permission
from shared.domain.attempts.reports import CandidateReport, candidate_report
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.domain.grading.comments import comments_on
from shared.domain.integrity.repository import IntegritySummaryRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetCandidateReport(Request):
    """Of which attempt."""

    attempt_id: Identifier


def _beside(request: GetCandidateReport) -> list[str]:
    repositories = (AttemptResultRepository, IntegritySummaryRepository)
    return [repository.path(request.attempt_id) for repository in repositories]


@query(
    "GET /v1/attempts/{attemptId}/report",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AttemptRepository, "attempt_id", beside=_beside, tagged=False),
    audited=True,
    errors=(FailedPrecondition,),
    runtime=Runtime.ANALYTICS,
)
async def get_candidate_report(request: GetCandidateReport, ctx: QueryContext) -> CandidateReport:
    """Get the report on a candidate: questions, tests, comments, what was noticed, and where they stand."""
    attempt = await AttemptRepository(ctx.reads).get(request.attempt_id)
    asked = [each.question_id for each in attempt.questions]
    comments = await comments_on(ctx.reads, attempt.id, asked) if attempt.released_at else {}
    summary = await IntegritySummaryRepository(ctx.reads).find(attempt.id)
    return await candidate_report(ctx.reads, attempt, comments, summary.reported() if summary else None)
