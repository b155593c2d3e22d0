"""An archived question is asked in nothing new; what asks it already goes on with its pinned versions."""

from shared.auth.permissions import Permission
from shared.domain.questions.events import QuestionChanged
from shared.domain.questions.repository import QuestionRepository
from shared.domain.questions.schemas import QuestionView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ArchiveQuestion(Request):
    """Which question."""

    question_id: Identifier


@command(
    "POST /v1/questions/{questionId}/archive",
    permission=Permission.QUESTIONS_WRITE,
    loads=Loads(QuestionRepository, "question_id"),
    errors=(FailedPrecondition,),
)
async def archive_question(request: ArchiveQuestion, ctx: CommandContext) -> QuestionView:
    """Put a question away; assessments that are active keep asking it."""
    questions = QuestionRepository(ctx.work)
    archived = (await questions.get(request.question_id)).archived(at=ctx.now)
    questions.save(archived)
    ctx.work.emit(QuestionChanged(question_id=archived.id))
    return QuestionView.of(archived)
