"""The report on a candidate, for the hiring team."""

from shared.auth.permissions import Permission
from shared.domain.attempts.reports import CandidateReport, candidate_report
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetCandidateReport(Request):
    """Of which attempt."""

    attempt_id: Identifier


def _result_path(request: GetCandidateReport) -> list[str]:
    return [AttemptResultRepository.path(request.attempt_id)]


@query(
    "GET /v1/attempts/{attemptId}/report",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AttemptRepository, "attempt_id", beside=_result_path, tagged=False),
    audited=True,
    errors=(FailedPrecondition,),
    runtime=Runtime.ANALYTICS,
)
async def get_candidate_report(request: GetCandidateReport, ctx: QueryContext) -> CandidateReport:
    """Get the report on a candidate: sections, questions, tests, and where they stand among the others."""
    return await candidate_report(ctx.reads, request.attempt_id)
