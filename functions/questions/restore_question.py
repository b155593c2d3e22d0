"""A question that was archived stands again where it stood."""

from shared.auth.permissions import Permission
from shared.domain.questions.events import QuestionChanged
from shared.domain.questions.repository import QuestionRepository
from shared.domain.questions.schemas import QuestionView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RestoreQuestion(Request):
    """Which question."""

    question_id: Identifier


@command(
    "POST /v1/questions/{questionId}/restore",
    permission=Permission.QUESTIONS_WRITE,
    loads=Loads(QuestionRepository, "question_id"),
    errors=(FailedPrecondition,),
)
async def restore_question(request: RestoreQuestion, ctx: CommandContext) -> QuestionView:
    """Take an archived question back into the bank."""
    questions = QuestionRepository(ctx.work)
    restored = (await questions.get(request.question_id)).restored(at=ctx.now)
    questions.save(restored)
    ctx.work.emit(QuestionChanged(question_id=restored.id))
    return QuestionView.of(restored)
