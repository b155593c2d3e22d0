"""Drafts are edited by merge patch; published versions stay as they are, whatever labels the question gets."""

from typing import Any

from shared.auth.permissions import Permission
from shared.data.merge_patch import merge_patch
from shared.domain.questions.content import QuestionContent
from shared.domain.questions.events import QuestionChanged
from shared.domain.questions.labels import Labels
from shared.domain.questions.repository import QuestionRepository
from shared.domain.questions.schemas import QuestionView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Nested, Request, bind_value


class UpdateQuestion(Request):
    """What changes of the content and of the labels, each a merge patch."""

    question_id: Identifier
    content: dict[str, Any] | None = None
    labels: dict[str, Any] | None = None


class Patched(Nested):
    """The content once it is patched."""

    content: QuestionContent


class Relabelled(Nested):
    """The labels once they are patched."""

    labels: Labels


@command(
    "PATCH /v1/questions/{questionId}",
    permission=Permission.QUESTIONS_WRITE,
    loads=Loads(QuestionRepository, "question_id"),
    errors=(FailedPrecondition,),
)
async def update_question(request: UpdateQuestion, ctx: CommandContext) -> QuestionView:
    """Change a question's content, which makes it a draft again, or its labels, which doesn't."""
    questions = QuestionRepository(ctx.work)
    question = edited = await questions.get(request.question_id)
    if request.content is not None:
        patched = merge_patch(question.content.to_data(), request.content)
        edited = edited.edited(bind_value(Patched, {"content": patched}).content, at=ctx.now)
    if request.labels is not None:
        patched = merge_patch(question.labels.to_data(), request.labels)
        edited = edited.labelled(bind_value(Relabelled, {"labels": patched}).labels, at=ctx.now)
    if edited is question:
        return QuestionView.of(question)
    questions.save(edited)
    ctx.work.emit(QuestionChanged(question_id=edited.id))
    return QuestionView.of(edited)
