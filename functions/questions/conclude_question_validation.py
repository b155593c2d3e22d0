"""Known solutions ran: publish the question, or refuse it with the reasons."""

from collections.abc import Iterator

from shared.domain.execution.events import ExecutionCompleted
from shared.domain.execution.model import Run, RunPurpose
from shared.domain.execution.repository import RunRepository
from shared.domain.questions.events import QuestionChanged, QuestionPublished, QuestionRefused
from shared.domain.questions.model import Validation, version_id
from shared.domain.questions.repository import QuestionRepository, QuestionVersionRepository
from shared.domain.questions.solutions import Expectation
from shared.engines.scoring.verdicts import Verdict
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

MAX_REASONS = 100


@subscriber(ExecutionCompleted)
async def conclude_question_validation(event: ExecutionCompleted, ctx: SubscriberContext) -> None:
    """Publish or refuse a question once all its known solutions have run."""
    if event.purpose is not RunPurpose.QUESTION_VALIDATION:
        return
    questions, versions = QuestionRepository(ctx.work), QuestionVersionRepository(ctx.work)
    question = await questions.find(event.subject_id)
    if question is None or not question.awaits(event.run_id):
        return
    runs = await RunRepository(ctx.work).get_many([each.run_id for each in question.validations])
    if any(run is None or run.result is None for run in runs):
        return
    reasons = [
        reason
        for validation, run in zip(question.validations, runs, strict=True)
        if run is not None
        for reason in _reasons(validation, run, alone=len(runs) == 1)
    ]
    ctx.work.emit(QuestionChanged(question_id=question.id))
    if reasons:
        questions.save(question.refused(tuple(reasons[:MAX_REASONS]), at=ctx.now))
        versions.remove(await versions.get(version_id(question.id, question.next_version)))
        ctx.work.emit(QuestionRefused(question_id=question.id))
        return
    published = question.published(at=ctx.now)
    questions.save(published)
    ctx.work.emit(QuestionPublished(question_id=question.id, version=published.published_version))


def _reasons(validation: Validation, run: Run, *, alone: bool) -> Iterator[str]:
    """Yield why a solution's run stands against publishing; nothing is known where we failed to run it."""
    named = "" if alone else f"{validation.solution}: "
    expected = validation.expected
    verdict = run.result.verdict if run.result else Verdict.IE
    if expected is Expectation.ACCEPTED or verdict in (Verdict.IE, Verdict.CE):
        yield from (f"{named}{failure}" for failure in run.failures())
    elif not expected.is_met_by(verdict):
        yield f"{named}it came to {verdict}, but {expected.replace('_', ' ')} is expected of it"
