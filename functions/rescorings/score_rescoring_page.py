"""Some scored attempts at a time: each program gets a run by the new version, other answers are scored at once."""

from shared.data.pagination import PageRequest
from shared.domain.attempts.events import RescoringPageDue
from shared.domain.attempts.model import Answer, Attempt, AttemptStatus, answer_id
from shared.domain.attempts.repository import (
    ATTEMPT_LIST,
    AnswerRepository,
    AttemptRepository,
    AttemptResultRepository,
    RescoredAttemptRepository,
    RescoringRepository,
)
from shared.domain.attempts.rescoring import PAGE, RescoredAttempt, Rescoring, rescored_id
from shared.domain.attempts.responses import CodeResponse
from shared.domain.attempts.results import QuestionResult, ScoreSource
from shared.domain.attempts.scoring import answer_result
from shared.domain.execution.events import ExecutionRequested
from shared.domain.execution.model import Run, RunPurpose
from shared.domain.execution.repository import RunRepository
from shared.domain.questions.content import CodingContent
from shared.domain.questions.model import QuestionVersion, version_id
from shared.domain.questions.repository import QuestionVersionRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(RescoringPageDue)
async def score_rescoring_page(event: RescoringPageDue, ctx: SubscriberContext) -> None:
    """Have the answers of some more attempts scored by a question's newer version."""
    rescorings = RescoringRepository(ctx.work)
    rescoring = await rescorings.find(event.rescoring_id)
    if rescoring is None or rescoring.listed:
        return
    version = await QuestionVersionRepository(ctx.work).get(version_id(rescoring.question_id, rescoring.version))
    equals = {"assessmentId": rescoring.assessment_id, "status": AttemptStatus.SCORED}
    page = await AttemptRepository(ctx.work).page(ATTEMPT_LIST, PageRequest(PAGE, event.cursor), equals)
    asked = [attempt for attempt in page.items if attempt.asks(rescoring.question_id)]
    results, answers = AttemptResultRepository(ctx.work), AnswerRepository(ctx.work)
    answer_ids = [answer_id(attempt.id, rescoring.question_id) for attempt in asked]
    await ctx.work.get_many([*(results.path(attempt.id) for attempt in asked), *map(answers.path, answer_ids)])
    given = await answers.get_many(answer_ids)
    for attempt, result, answer in zip(asked, await results.get_many([each.id for each in asked]), given, strict=True):
        before = result.result_of(rescoring.question_id) if result else None
        if before is not None:
            _rescore(ctx, rescoring, version, attempt, before, answer)
    if page.next_cursor is None:
        rescorings.save(rescoring.all_listed())
    else:
        ctx.work.emit(RescoringPageDue(rescoring_id=rescoring.id, cursor=page.next_cursor))


def _rescore(
    ctx: SubscriberContext,
    rescoring: Rescoring,
    version: QuestionVersion,
    attempt: Attempt,
    before: QuestionResult,
    answer: Answer | None,
) -> None:
    rescored = RescoredAttempt(
        id=rescored_id(rescoring.id, attempt.id),
        rescoring_id=rescoring.id,
        attempt_id=attempt.id,
        candidate_name=attempt.candidate_name,
        before=before,
    )
    asked = attempt.question(rescoring.question_id).with_(version=version.number)
    content = version.variant(asked.variant_seed)
    if before.source is not ScoreSource.SCORING and not rescoring.replaces_given:
        rescored = rescored.kept()
    elif answer is None or answer.response.is_blank:
        rescored = rescored.scored(QuestionResult.unanswered(asked))
    elif isinstance(answer.response, CodeResponse):
        run = Run(
            id=rescored.id,
            purpose=RunPurpose.RESCORING,
            subject_id=rescoring.id,
            question_id=rescoring.question_id,
            language=answer.response.language,
            source=answer.response.source,
            version_id=version.id,
            variant_seed=asked.variant_seed,
            created_at=ctx.now,
        )
        RunRepository(ctx.work).add(run)
        ctx.work.emit(ExecutionRequested(run_id=run.id))
    elif not isinstance(content, CodingContent):
        rescored = rescored.scored(answer_result(asked, answer.response, content.scoring))
    RescoredAttemptRepository(ctx.work).add(rescored)
