"""The fan-in: whichever run completes the set makes the result; there is one result, whoever comes first."""

from shared.domain.attempts.model import AttemptQuestion, AttemptStatus, answer_id, scoring_run_id
from shared.domain.attempts.repository import AnswerScoreRepository, AttemptRepository, AttemptStatusRepository
from shared.domain.attempts.results import AnswerScore, QuestionResult
from shared.domain.attempts.scoring import run_result
from shared.domain.attempts.transitions import record_result
from shared.domain.execution.events import ExecutionCompleted
from shared.domain.execution.model import Run, RunPurpose
from shared.domain.execution.repository import RunRepository
from shared.errors import InternalError
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(ExecutionCompleted)
async def collect_attempt_results(event: ExecutionCompleted, ctx: SubscriberContext) -> None:
    """Make an attempt's result once all its runs are there."""
    if event.purpose is not RunPurpose.SCORING:
        return
    attempts, runs, scores = AttemptRepository(ctx.work), RunRepository(ctx.work), AnswerScoreRepository(ctx.work)
    await ctx.work.get_many([attempts.path(event.subject_id), AttemptStatusRepository.path(event.subject_id)])
    attempt = await attempts.find(event.subject_id)
    if attempt is None or attempt.status is not AttemptStatus.SUBMITTED:
        return
    run_ids = [scoring_run_id(attempt.id, asked.question_id) for asked in attempt.questions]
    score_ids = [answer_id(attempt.id, asked.question_id) for asked in attempt.questions]
    await ctx.work.get_many([*map(runs.path, run_ids), *map(scores.path, score_ids)])
    ran, scored = await runs.get_many(run_ids), await scores.get_many(score_ids)
    if any(run is not None and run.result is None for run in ran):
        return
    results = [_result(*each) for each in zip(attempt.questions, ran, scored, strict=True)]
    await record_result(ctx.work, attempt, results)


def _result(asked: AttemptQuestion, run: Run | None, score: AnswerScore | None) -> QuestionResult:
    if score is not None:
        return score.result
    if run is None or run.result is None:
        raise InternalError(f"the question {asked.question_id} has neither a run nor a score")
    return run_result(asked, run.language, run.result)
