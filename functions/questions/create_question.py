"""Questions begin as drafts."""

from shared.auth.permissions import Permission
from shared.domain.questions.content import QuestionContent
from shared.domain.questions.events import QuestionChanged
from shared.domain.questions.labels import Labels
from shared.domain.questions.model import Question
from shared.domain.questions.repository import QuestionRepository
from shared.domain.questions.schemas import QuestionView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class CreateQuestion(Request):
    """The content of a new draft, and what it is found by."""

    content: QuestionContent
    labels: Labels = Labels()


@command("POST /v1/questions", permission=Permission.QUESTIONS_WRITE, idempotent=True, status=201)
async def create_question(request: CreateQuestion, ctx: CommandContext) -> QuestionView:
    """Create a draft question."""
    question = Question(
        id=ctx.new_id(),
        content=request.content,
        labels=request.labels,
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    QuestionRepository(ctx.work).add(question)
    ctx.work.emit(QuestionChanged(question_id=question.id))
    ctx.work.about(questionId=question.id)
    return QuestionView.of(question)
