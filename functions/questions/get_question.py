"""One question, for its authors."""

from shared.auth.permissions import Permission
from shared.domain.questions.repository import QuestionRepository
from shared.domain.questions.schemas import QuestionView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetQuestion(Request):
    """Which question."""

    question_id: Identifier


@query(
    "GET /v1/questions/{questionId}",
    permission=Permission.QUESTIONS_READ,
    loads=Loads(QuestionRepository, "question_id"),
)
async def get_question(request: GetQuestion, ctx: QueryContext) -> QuestionView:
    """Get a question with its tests and reference solution."""
    return QuestionView.of(await QuestionRepository(ctx.reads).get(request.question_id))
