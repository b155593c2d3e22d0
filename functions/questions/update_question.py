"""Drafts are edited by merge patch; published versions stay as they are."""

from typing import Any

from shared.auth.permissions import Permission
from shared.data.merge_patch import merge_patch
from shared.domain.questions.content import QuestionContent
from shared.domain.questions.events import QuestionChanged
from shared.domain.questions.repository import QuestionRepository
from shared.domain.questions.schemas import QuestionView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Nested, Request, bind_value


class UpdateQuestion(Request):
    """What changes of the content, as a merge patch."""

    question_id: Identifier
    content: dict[str, Any]


class Patched(Nested):
    """The content once it is patched."""

    content: QuestionContent


@command(
    "PATCH /v1/questions/{questionId}",
    permission=Permission.QUESTIONS_WRITE,
    loads=Loads(QuestionRepository, "question_id"),
    errors=(FailedPrecondition,),
)
async def update_question(request: UpdateQuestion, ctx: CommandContext) -> QuestionView:
    """Change a question's content."""
    questions = QuestionRepository(ctx.work)
    question = await questions.get(request.question_id)
    patched = merge_patch(question.content.to_data(), request.content)
    edited = question.edited(bind_value(Patched, {"content": patched}).content, at=ctx.now)
    questions.save(edited)
    ctx.work.emit(QuestionChanged(question_id=edited.id))
    return QuestionView.of(edited)
