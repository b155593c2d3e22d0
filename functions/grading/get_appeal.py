"""An appeal with what the question comes to now: somebody may have given other points since it was filed."""

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.domain.attempts.results import QuestionResult
from shared.domain.grading.model import graded_id
from shared.domain.grading.repository import AppealRepository
from shared.domain.grading.schemas import AppealView
from shared.errors import NotFound
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetAppeal(Request):
    """About which question of which attempt."""

    attempt_id: Identifier
    question_id: Identifier


class AppealDetail(FrozenModel):
    """An appeal, whose it is, and the question's present result."""

    candidate_name: str
    appeal: AppealView
    question: QuestionResult | None


def _paths(request: GetAppeal) -> list[str]:
    appeal = AppealRepository.path(graded_id(request.attempt_id, request.question_id))
    return [appeal, AttemptResultRepository.path(request.attempt_id)]


@query(
    "GET /v1/attempts/{attemptId}/questions/{questionId}/appeal",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AttemptRepository, "attempt_id", beside=_paths, tagged=False),
    audited=True,
    errors=(NotFound,),
)
async def get_appeal(request: GetAppeal, ctx: QueryContext) -> AppealDetail:
    """Get a candidate's appeal about a question."""
    attempt = await AttemptRepository(ctx.reads).get(request.attempt_id)
    appeal = await AppealRepository(ctx.reads).get(graded_id(attempt.id, request.question_id))
    result = await AttemptResultRepository(ctx.reads).find(attempt.id)
    return AppealDetail(
        candidate_name=attempt.candidate_name,
        appeal=AppealView.of(appeal),
        question=result.result_of(appeal.question_id) if result else None,
    )
