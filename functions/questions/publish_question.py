"""Publishing begins with running the reference solution; `conclude_question_validation` ends it."""

from shared.auth.permissions import Permission
from shared.domain.execution.events import ExecutionRequested
from shared.domain.execution.model import Run, RunPurpose, RunTest
from shared.domain.execution.repository import RunRepository
from shared.domain.questions.model import Question
from shared.domain.questions.repository import QuestionRepository
from shared.domain.questions.schemas import QuestionView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class PublishQuestion(Request):
    """Which question."""

    question_id: Identifier


@command(
    "POST /v1/questions/{questionId}/publish",
    permission=Permission.QUESTIONS_PUBLISH,
    idempotent=True,
    loads=Loads(QuestionRepository, "question_id"),
    errors=(FailedPrecondition,),
    status=202,
)
async def publish_question(request: PublishQuestion, ctx: CommandContext) -> QuestionView:
    """Validate a question's reference solution, then publish its content as a version."""
    questions = QuestionRepository(ctx.work)
    question = await questions.get(request.question_id)
    run_id = ctx.new_id()
    validating = question.validating(run_id=run_id, at=ctx.now)
    questions.save(validating)
    RunRepository(ctx.work).add(_validation(validating, run_id))
    ctx.work.emit(ExecutionRequested(run_id=run_id))
    return QuestionView.of(validating)


def _validation(question: Question, run_id: str) -> Run:
    content = question.content
    return Run(
        id=run_id,
        purpose=RunPurpose.QUESTION_VALIDATION,
        subject_id=question.id,
        question_id=question.id,
        language=content.reference.language,
        source=content.reference.source,
        tests=tuple(RunTest.of(test) for test in content.tests),
        cpu_ms=content.limits.cpu_ms,
        memory_mib=content.limits.memory_mib,
        created_at=question.updated_at,
    )
