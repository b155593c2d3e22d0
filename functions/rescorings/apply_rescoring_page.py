"""Some changed attempts at a time get their new result; what is left to do is what is still marked as changed."""

from shared.data.pagination import PageRequest
from shared.domain.attempts.events import AttemptRescored, RescoringApplyPageDue
from shared.domain.attempts.repository import (
    RESCORED_LIST,
    AttemptRepository,
    AttemptResultRepository,
    EarlierResultRepository,
    RescoredAttemptRepository,
    RescoringRepository,
)
from shared.domain.attempts.rescoring import (
    PAGE,
    EarlierResult,
    RescoredAttempt,
    RescoredState,
    Rescoring,
    RescoringStatus,
)
from shared.domain.attempts.results import ScoreSource
from shared.domain.grading.model import graded_id
from shared.domain.grading.repository import GradedAnswerRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(RescoringApplyPageDue)
async def apply_rescoring_page(event: RescoringApplyPageDue, ctx: SubscriberContext) -> None:
    """Give some more attempts of a rescoring their new result."""
    rescorings, rescored_attempts = RescoringRepository(ctx.work), RescoredAttemptRepository(ctx.work)
    rescoring = await rescorings.find(event.rescoring_id)
    if rescoring is None or rescoring.status is not RescoringStatus.APPLYING:
        return
    equals = {"rescoringId": rescoring.id, "state": RescoredState.CHANGED}
    page = await rescored_attempts.page(RESCORED_LIST, PageRequest(PAGE), equals)
    ids = [each.attempt_id for each in page.items]
    paths = [repository.path(id) for repository in (AttemptRepository, AttemptResultRepository) for id in ids]
    await ctx.work.get_many([*paths, *map(rescored_attempts.path, [each.id for each in page.items])])
    for changed in page.items:
        await _apply(ctx, rescoring, changed)
    if page.next_cursor is None:
        rescorings.save(rescoring.applied())
    else:
        ctx.work.emit(RescoringApplyPageDue(rescoring_id=rescoring.id))


async def _apply(ctx: SubscriberContext, rescoring: Rescoring, changed: RescoredAttempt) -> None:
    attempts, results = AttemptRepository(ctx.work), AttemptResultRepository(ctx.work)
    attempt, result = await attempts.get(changed.attempt_id), await results.get(changed.attempt_id)
    if changed.after is None:
        return
    current = result.result_of(rescoring.question_id)
    if current != changed.before and current is not None and current.source is not ScoreSource.SCORING:
        RescoredAttemptRepository(ctx.work).save(changed.kept())  # somebody gave points after the preview
        return
    earlier = EarlierResult(
        id=f"{attempt.id}:{rescoring.id}",
        attempt_id=attempt.id,
        rescoring_id=rescoring.id,
        question_id=rescoring.question_id,
        author=rescoring.applied_by,
        replaced_at=ctx.now,
        result=result,
    )
    EarlierResultRepository(ctx.work).add(earlier)
    if rescoring.by_rubric:
        graded_answers = GradedAnswerRepository(ctx.work)
        answer = await graded_answers.get(graded_id(attempt.id, rescoring.question_id))
        graded_answers.save(answer.regraded(changed.after.points, rubric_version=rescoring.version, at=ctx.now))
    rescored = result.rescored(changed.after)
    results.save(rescored)
    attempts.save(attempt.with_(points=rescored.points))
    RescoredAttemptRepository(ctx.work).save(changed.applied())
    ctx.work.emit(AttemptRescored(attempt_id=attempt.id, rescoring_id=rescoring.id))
