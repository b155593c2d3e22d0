"""The reference solution ran: publish the question, or refuse it with the reasons."""

from shared.domain.execution.events import ExecutionCompleted
from shared.domain.execution.model import RunPurpose
from shared.domain.execution.repository import RunRepository
from shared.domain.questions.events import QuestionPublished, QuestionRefused
from shared.domain.questions.repository import QuestionRepository, QuestionVersionRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(ExecutionCompleted)
async def conclude_question_validation(event: ExecutionCompleted, ctx: SubscriberContext) -> None:
    """Publish or refuse a question by the run of its reference solution."""
    if event.purpose is not RunPurpose.QUESTION_VALIDATION:
        return
    questions = QuestionRepository(ctx.work)
    question = await questions.find(event.subject_id)
    if question is None or not question.awaits(event.run_id):
        return
    reasons = (await RunRepository(ctx.work).get(event.run_id)).failures()
    if reasons:
        questions.save(question.refused(reasons, at=ctx.now))
        ctx.work.emit(QuestionRefused(question_id=question.id))
        return
    published = question.published(at=ctx.now)
    questions.save(published)
    QuestionVersionRepository(ctx.work).add(published.version())
    ctx.work.emit(QuestionPublished(question_id=question.id, version=published.published_version))
