"""The result of an attempt, for the hiring team."""

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.domain.attempts.schemas import AttemptResultView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetAttemptResults(Request):
    """Of which attempt."""

    attempt_id: Identifier


def _result_path(request: GetAttemptResults) -> list[str]:
    return [AttemptResultRepository.path(request.attempt_id)]


@query(
    "GET /v1/attempts/{attemptId}/results",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AttemptRepository, "attempt_id", beside=_result_path),
    audited=True,
    errors=(FailedPrecondition,),
)
async def get_attempt_results(request: GetAttemptResults, ctx: QueryContext) -> AttemptResultView:
    """Get an attempt's points with the verdict of each test."""
    attempt = await AttemptRepository(ctx.reads).get(request.attempt_id)
    result = await AttemptResultRepository(ctx.reads).find(request.attempt_id)
    if result is None:
        raise FailedPrecondition("the attempt has no result yet; ask again later", code="attempt_not_scored")
    return AttemptResultView.of(attempt, result)
