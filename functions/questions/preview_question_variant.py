"""What a candidate with a certain seed is asked, for the question's authors."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.questions.model import variant_key
from shared.domain.questions.repository import QuestionRepository
from shared.domain.questions.schemas import QuestionVariant
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class PreviewQuestionVariant(Request):
    """Which question, for which seed."""

    question_id: Identifier
    seed: Annotated[int, Field(ge=0, lt=2**53)]


@query(
    "GET /v1/questions/{questionId}/variants/{seed}",
    permission=Permission.QUESTIONS_READ,
    loads=Loads(QuestionRepository, "question_id", tagged=False),
    errors=(FailedPrecondition,),
)
async def preview_question_variant(request: PreviewQuestionVariant, ctx: QueryContext) -> QuestionVariant:
    """Get a question as it is asked for a seed, with the values that its parameters have."""
    question = await QuestionRepository(ctx.reads).get(request.question_id)
    question.content.require_publishable()
    key = variant_key(question.id, request.seed)
    values, content = question.content.drawn(key)
    return QuestionVariant(seed=request.seed, values=values, content=content)
