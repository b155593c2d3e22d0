"""The question bank."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.questions.filters import QuestionFilter
from shared.domain.questions.labels import Difficulty
from shared.domain.questions.model import QuestionStatus
from shared.domain.questions.repository import QUESTION_LIST, QuestionRepository
from shared.domain.questions.schemas import QuestionSummary
from shared.engines.labels import Label
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListQuestions(ListRequest):
    """Which questions: archived ones only where that status is asked for, and by a tag or a skill, not both."""

    status: QuestionStatus | None = None
    kind: Identifier | None = None
    difficulty: Difficulty | None = None
    tag: Label | None = None
    skill: Label | None = None


@query("GET /v1/questions", permission=Permission.QUESTIONS_READ, lists=QUESTION_LIST)
async def list_questions(request: ListQuestions, ctx: QueryContext) -> Page[QuestionSummary]:
    """List questions, newest first."""
    chosen = QuestionFilter.of(request)
    page = await QuestionRepository(ctx.reads).page(QUESTION_LIST, request.page(), chosen.equals())
    return page.with_items([QuestionSummary.of(question) for question in page.items])
