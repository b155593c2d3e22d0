"""Each program gets a run, other answers are scored at once; ids follow from the attempt, so nothing is done twice."""

from datetime import datetime

from shared.domain.attempts.events import AttemptSubmitted
from shared.domain.attempts.model import Attempt, AttemptQuestion, AttemptStatus, answer_id, scoring_run_id
from shared.domain.attempts.repository import AnswerRepository, AnswerScoreRepository, AttemptRepository
from shared.domain.attempts.responses import CodeResponse
from shared.domain.attempts.results import AnswerScore, QuestionResult
from shared.domain.attempts.scoring import answer_result
from shared.domain.attempts.transitions import record_result
from shared.domain.execution.events import ExecutionRequested
from shared.domain.execution.model import Run, RunProgress, RunPurpose
from shared.domain.execution.repository import RunProgressRepository, RunRepository
from shared.domain.questions.content import CodingContent, QuestionContent
from shared.domain.questions.model import version_id
from shared.domain.questions.repository import QuestionVersionRepository
from shared.engines.scoring.answers import AnswerScoring
from shared.errors import InternalError
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(AttemptSubmitted)
async def score_attempt(event: AttemptSubmitted, ctx: SubscriberContext) -> None:
    """Have each program of a submitted attempt run on all its tests, and score the other answers."""
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
    results: list[QuestionResult] = []
    given, pinned = await answers.get_many(answer_ids), await versions.get_many(version_ids)
    for asked, answer, version in zip(attempt.questions, given, pinned, strict=True):
        if version is None:
            raise InternalError(f"the version that {attempt.id} pins is missing: {asked.question_id}")
        if answer is None or answer.response.is_blank:
            results.append(QuestionResult.unanswered(asked))
        elif isinstance(answer.response, CodeResponse) and isinstance(version.content, CodingContent):
            _request_run(ctx, attempt, _scoring_run(attempt, asked, answer.response, ctx.now), version.content)
        else:
            results.append(answer_result(asked, answer.response, _scoring(version.variant(asked.variant_seed))))
    if len(results) == len(attempt.questions):
        await record_result(ctx.work, attempt, results)
        return
    for result in results:
        id = answer_id(attempt.id, result.question_id)
        AnswerScoreRepository(ctx.work).add(AnswerScore(id=id, attempt_id=attempt.id, result=result))


def _request_run(ctx: SubscriberContext, attempt: Attempt, run: Run, content: CodingContent) -> None:
    RunRepository(ctx.work).add(run)
    progress = RunProgress.of(
        run,
        tests=len(content.tests),
        invitation_id=attempt.invitation_id,
        candidate_uid=attempt.candidate_uid,
    )
    RunProgressRepository(ctx.work).add(progress)
    ctx.work.emit(ExecutionRequested(run_id=run.id))


def _scoring_run(attempt: Attempt, asked: AttemptQuestion, response: CodeResponse, now: datetime) -> Run:
    return Run(
        id=scoring_run_id(attempt.id, asked.question_id),
        purpose=RunPurpose.SCORING,
        subject_id=attempt.id,
        question_id=asked.question_id,
        language=response.language,
        source=response.source,
        version_id=version_id(asked.question_id, asked.version),
        variant_seed=asked.variant_seed,
        created_at=now,
    )


def _scoring(content: QuestionContent) -> AnswerScoring:
    if isinstance(content, CodingContent):
        raise InternalError("a coding question was answered with something else than a program")
    return content.scoring
