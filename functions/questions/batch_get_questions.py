"""Several questions at once."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.data.repository import BATCH_LIMIT
from shared.domain.questions.repository import QuestionRepository
from shared.domain.questions.schemas import QuestionBatch, QuestionSummary
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, Request, Several


class BatchGetQuestions(Request):
    """Which questions: `ids` is repeated."""

    ids: Annotated[tuple[Identifier, ...], Several, Field(min_length=1, max_length=BATCH_LIMIT)]


@query("GET /v1/batch/questions", permission=Permission.QUESTIONS_READ)
async def batch_get_questions(request: BatchGetQuestions, ctx: QueryContext) -> QuestionBatch:
    """Get up to 100 questions by id, in the order asked."""
    ids = tuple(dict.fromkeys(request.ids))
    found = dict(zip(ids, await QuestionRepository(ctx.reads).get_many(ids), strict=True))
    return QuestionBatch(
        items=tuple(QuestionSummary.of(question) for question in found.values() if question),
        missing=tuple(id for id, question in found.items() if question is None),
    )
