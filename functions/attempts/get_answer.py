"""What a candidate wrote is read by whoever judges it, beside its points."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.attempts.model import answer_id
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.attempts.schemas import AnswerView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetAnswer(Request):
    """To which question of which attempt."""

    attempt_id: Identifier
    question_id: Identifier


def _answer_path(request: GetAnswer) -> list[str]:
    return [AnswerRepository.path(answer_id(request.attempt_id, request.question_id))]


@query(
    "GET /v1/attempts/{attemptId}/answers/{questionId}",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AttemptRepository, "attempt_id", beside=_answer_path, tagged=False),
    audited=True,
)
async def get_answer(request: GetAnswer, ctx: QueryContext) -> AnswerView:
    """Get an answer as it was saved last."""
    answer = await AnswerRepository(ctx.reads).find(answer_id(request.attempt_id, request.question_id))
    return AnswerView.of(found(answer, "answer"))
