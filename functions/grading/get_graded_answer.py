"""What graders gave, once all have: before that it would sway those who still mark."""

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.grading.model import graded_id
from shared.domain.grading.repository import GradedAnswerRepository, GradingRepository
from shared.domain.grading.schemas import GradedAnswerView, MarkedGradingView
from shared.errors import FailedPrecondition, NotFound
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetGradedAnswer(Request):
    """Which question of which attempt."""

    attempt_id: Identifier
    question_id: Identifier


class GradedAnswerDetail(FrozenModel):
    """What the gradings came to, and each of them."""

    candidate_name: str
    answer: GradedAnswerView
    gradings: tuple[MarkedGradingView, ...]


def _answer_path(request: GetGradedAnswer) -> list[str]:
    return [GradedAnswerRepository.path(graded_id(request.attempt_id, request.question_id))]


@query(
    "GET /v1/attempts/{attemptId}/questions/{questionId}/grading",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AttemptRepository, "attempt_id", beside=_answer_path, tagged=False),
    audited=True,
    errors=(NotFound, FailedPrecondition),
)
async def get_graded_answer(request: GetGradedAnswer, ctx: QueryContext) -> GradedAnswerDetail:
    """Get what an answer's graders gave, once all of them have."""
    attempt = await AttemptRepository(ctx.reads).get(request.attempt_id)
    answer = await GradedAnswerRepository(ctx.reads).get(graded_id(attempt.id, request.question_id))
    answer.require_all_in()
    gradings = await GradingRepository(ctx.reads).get_many(answer.grading_ids)
    return GradedAnswerDetail(
        candidate_name=attempt.candidate_name,
        answer=GradedAnswerView.of(answer),
        gradings=tuple(MarkedGradingView.of(grading) for grading in gradings if grading is not None),
    )
