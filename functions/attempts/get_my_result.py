"""A candidate's own result: as much as the assessment shows, when it shows it, with what they said against it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from shared.auth.permissions import Permission
from shared.domain.attempts.model import Attempt
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.domain.attempts.results import AttemptResult
from shared.domain.attempts.schemas import OwnResultView
from shared.domain.grading.appeals import Appeal
from shared.domain.grading.model import graded_id
from shared.domain.grading.repository import AppealRepository
from shared.domain.grading.schemas import OwnAppealView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetMyResult(Request):
    """Of which attempt."""

    attempt_id: Identifier


class ContestableResult(OwnResultView):
    """A result with the candidate's appeals, and until when they may file more; None where they may not at all."""

    appeals_until: datetime | None
    appeals: tuple[OwnAppealView, ...]

    @classmethod
    def contested(cls, attempt: Attempt, result: AttemptResult, appeals: Sequence[Appeal | None]) -> Self:
        """Return the candidate's view of a result and of their appeals."""
        shown = OwnResultView.of(attempt, result)
        return cls(
            **{name: getattr(shown, name) for name in OwnResultView.model_fields},
            appeals_until=attempt.appeals_until,
            appeals=tuple(OwnAppealView.of(each) for each in appeals if each is not None),
        )


def _result_path(request: GetMyResult) -> list[str]:
    return [AttemptResultRepository.path(request.attempt_id)]


@query(
    "GET /v1/attempts/{attemptId}/my-result",
    permission=Permission.ATTEMPTS_FOLLOW_UP,
    loads=Loads(AttemptRepository, "attempt_id", beside=_result_path, tagged=False),
    errors=(FailedPrecondition,),
    runtime=Runtime.ASSESSMENT,
)
async def get_my_result(request: GetMyResult, ctx: QueryContext) -> ContestableResult:
    """Get the result of one's own attempt, where the assessment shows it."""
    attempt = await AttemptRepository(ctx.reads).get(request.attempt_id)
    result = await AttemptResultRepository(ctx.reads).find(request.attempt_id)
    if not attempt.results.shows(released=attempt.released_at is not None):
        raise FailedPrecondition("the result is not shown, or not yet", code="result_not_shown")
    if result is None:
        raise FailedPrecondition("the attempt has no result yet; ask again later", code="attempt_not_scored")
    asked = [graded_id(attempt.id, each.question_id) for each in attempt.questions if attempt.results.appeal_days]
    return ContestableResult.contested(attempt, result, await AppealRepository(ctx.reads).get_many(asked))
