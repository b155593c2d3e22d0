"""The fan-in: whichever run completes the set makes the result; there is one result, whoever comes first."""

from shared.domain.attempts.model import AttemptQuestion, AttemptStatus, QuestionResult, TestPoints, scoring_run_id
from shared.domain.attempts.repository import AttemptRepository, AttemptStatusRepository
from shared.domain.attempts.transitions import record_result
from shared.domain.execution.events import ExecutionCompleted
from shared.domain.execution.model import Run, RunPurpose
from shared.domain.execution.repository import RunRepository
from shared.engines.scoring.points import ScoredTest, points_by_test, question_points
from shared.engines.scoring.verdicts import Verdict
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(ExecutionCompleted)
async def collect_attempt_results(event: ExecutionCompleted, ctx: SubscriberContext) -> None:
    """Make an attempt's result once all its runs are there."""
    if event.purpose is not RunPurpose.SCORING:
        return
    attempts, runs = AttemptRepository(ctx.work), RunRepository(ctx.work)
    await ctx.work.get_many([attempts.path(event.subject_id), AttemptStatusRepository.path(event.subject_id)])
    attempt = await attempts.find(event.subject_id)
    if attempt is None or attempt.status is not AttemptStatus.SUBMITTED:
        return
    # Scoring creates its runs in one commit: a question without one was not answered.
    found = await runs.get_many([scoring_run_id(attempt.id, asked.question_id) for asked in attempt.questions])
    if any(run is not None and run.result is None for run in found):
        return
    results = [_result(asked, run) for asked, run in zip(attempt.questions, found, strict=True)]
    await record_result(ctx.work, attempt, results)


def _result(asked: AttemptQuestion, run: Run | None) -> QuestionResult:
    if run is None or run.result is None:
        return QuestionResult.unanswered(asked)
    tests = run.result.tests
    scored = [ScoredTest(test.id, test.verdict, test.weight) for test in tests]
    return QuestionResult(
        question_id=asked.question_id,
        title=asked.title,
        language=run.language,
        verdict=run.result.verdict,
        points=question_points(scored, (), asked.points),
        max_points=asked.points,
        tests=tuple(
            TestPoints(
                id=test.id,
                visible=test.visible,
                verdict=test.verdict,
                weight=test.weight,
                points=points,
                cpu_ms=test.cpu_ms,
                memory_kib=test.memory_kib,
            )
            for test, points in zip(tests, points_by_test(scored, (), asked.points), strict=True)
        ),
        needs_review=run.result.verdict is Verdict.IE,
    )
