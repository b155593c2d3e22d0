"""The question bank."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.questions.model import QuestionStatus
from shared.domain.questions.repository import QUESTION_LIST, QuestionRepository
from shared.domain.questions.schemas import QuestionSummary
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListQuestions(ListRequest):
    """Which questions."""

    status: QuestionStatus | None = None


@query("GET /v1/questions", permission=Permission.QUESTIONS_READ, lists=QUESTION_LIST)
async def list_questions(request: ListQuestions, ctx: QueryContext) -> Page[QuestionSummary]:
    """List questions, newest first."""
    page = await QuestionRepository(ctx.reads).page(QUESTION_LIST, request.page(), {"status": request.status})
    return page.with_items([QuestionSummary.of(question) for question in page.items])
