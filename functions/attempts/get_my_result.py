"""A candidate's own result: as much as the assessment shows, when it shows it."""

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.domain.attempts.schemas import OwnResultView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetMyResult(Request):
    """Of which attempt."""

    attempt_id: Identifier


def _result_path(request: GetMyResult) -> list[str]:
    return [AttemptResultRepository.path(request.attempt_id)]


@query(
    "GET /v1/attempts/{attemptId}/my-result",
    permission=Permission.ATTEMPTS_FOLLOW_UP,
    loads=Loads(AttemptRepository, "attempt_id", beside=_result_path, tagged=False),
    errors=(FailedPrecondition,),
    runtime=Runtime.ASSESSMENT,
)
async def get_my_result(request: GetMyResult, ctx: QueryContext) -> OwnResultView:
    """Get the result of one's own attempt, where the assessment shows it."""
    attempt = await AttemptRepository(ctx.reads).get(request.attempt_id)
    result = await AttemptResultRepository(ctx.reads).find(request.attempt_id)
    if not attempt.results.shows(released=attempt.released_at is not None):
        raise FailedPrecondition("the result is not shown, or not yet", code="result_not_shown")
    if result is None:
        raise FailedPrecondition("the attempt has no result yet; ask again later", code="attempt_not_scored")
    return OwnResultView.of(attempt, result)
