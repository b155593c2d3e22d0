"""One run for each answer, with all its tests; their ids follow from the attempt, so there is never a second set."""

from datetime import datetime

from shared.domain.attempts.events import AttemptSubmitted
from shared.domain.attempts.model import Answer, Attempt, AttemptStatus, QuestionResult, answer_id, scoring_run_id
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.attempts.transitions import record_result
from shared.domain.execution.events import ExecutionRequested
from shared.domain.execution.model import Run, RunPurpose, RunTest
from shared.domain.execution.repository import RunRepository
from shared.domain.questions.model import QuestionVersion, version_id
from shared.domain.questions.repository import QuestionVersionRepository
from shared.errors import InternalError
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(AttemptSubmitted)
async def score_attempt(event: AttemptSubmitted, ctx: SubscriberContext) -> None:
    """Have each answer of a submitted attempt run on all its tests."""
    attempt = await AttemptRepository(ctx.work).find(event.attempt_id)
    if attempt is None or attempt.status is not AttemptStatus.SUBMITTED:
        return
    answers, versions, runs = AnswerRepository(ctx.work), QuestionVersionRepository(ctx.work), RunRepository(ctx.work)
    answer_ids = [answer_id(attempt.id, asked.question_id) for asked in attempt.questions]
    version_ids = [version_id(asked.question_id, asked.version) for asked in attempt.questions]
    run_ids = [scoring_run_id(attempt.id, asked.question_id) for asked in attempt.questions]
    await ctx.work.get_many(
        [*map(answers.path, answer_ids), *map(versions.path, version_ids), *map(runs.path, run_ids)]
    )
    if any(await runs.get_many(run_ids)):
        return
    answered = False
    for answer, version in zip(await answers.get_many(answer_ids), await versions.get_many(version_ids), strict=True):
        if answer is None or answer.is_blank:
            continue
        if version is None:
            raise InternalError(f"the version that {attempt.id} pins is missing: {answer.question_id}")
        run = _scoring_run(attempt, answer, version, ctx.now)
        runs.add(run)
        ctx.work.emit(ExecutionRequested(run_id=run.id))
        answered = True
    if not answered:
        await record_result(ctx.work, attempt, [QuestionResult.unanswered(asked) for asked in attempt.questions])


def _scoring_run(attempt: Attempt, answer: Answer, version: QuestionVersion, now: datetime) -> Run:
    content = version.content
    return Run(
        id=scoring_run_id(attempt.id, answer.question_id),
        purpose=RunPurpose.SCORING,
        subject_id=attempt.id,
        question_id=answer.question_id,
        language=answer.language,
        source=answer.source,
        tests=tuple(RunTest.of(test) for test in content.tests),
        cpu_ms=content.limits.cpu_ms,
        memory_mib=content.limits.memory_mib,
        created_at=now,
    )
