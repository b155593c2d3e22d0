"""Some graded answers at a time; those that people have to judge again keep their points."""

from shared.data.pagination import PageRequest
from shared.domain.attempts.events import RegradingPageDue
from shared.domain.attempts.repository import (
    AttemptRepository,
    AttemptResultRepository,
    RescoredAttemptRepository,
    RescoringRepository,
)
from shared.domain.attempts.rescoring import PAGE, RescoredAttempt, rescored_id
from shared.domain.attempts.results import ScoreSource
from shared.domain.grading.model import GradedStatus, rubric_id
from shared.domain.grading.repository import (
    GRADED_LIST,
    GradedAnswerRepository,
    GradingRepository,
    RubricVersionRepository,
)
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(RegradingPageDue)
async def score_regrading_page(event: RegradingPageDue, ctx: SubscriberContext) -> None:
    """Have the marks of some more answers judged by a question's changed rubric."""
    rescorings, rubrics = RescoringRepository(ctx.work), RubricVersionRepository(ctx.work)
    rescoring = await rescorings.find(event.rescoring_id)
    if rescoring is None or rescoring.listed:
        return
    versions = range(1, rescoring.version + 1)
    ids = [rubric_id(rescoring.assessment_id, rescoring.question_id, version) for version in versions]
    given_by = {each.version: each.rubric for each in await rubrics.get_many(ids) if each is not None}
    equals = {
        "assessmentId": rescoring.assessment_id,
        "questionId": rescoring.question_id,
        "status": GradedStatus.GRADED,
    }
    page = await GradedAnswerRepository(ctx.work).page(GRADED_LIST, PageRequest(PAGE, event.cursor), equals)
    attempts, results, gradings = (
        AttemptRepository(ctx.work),
        AttemptResultRepository(ctx.work),
        GradingRepository(ctx.work),
    )
    paths = [repository.path(each.attempt_id) for repository in (attempts, results) for each in page.items]
    await ctx.work.get_many([*paths, *(gradings.path(id) for each in page.items for id in each.grading_ids)])
    for answer in page.items:
        attempt, result = await attempts.get(answer.attempt_id), await results.get(answer.attempt_id)
        before = result.result_of(answer.question_id)
        if before is None:
            continue
        marked = [each for each in await gradings.get_many(answer.grading_ids) if each is not None]
        points = answer.points_by(given_by[rescoring.version], given_by, marked)
        rescored = RescoredAttempt(
            id=rescored_id(rescoring.id, attempt.id),
            rescoring_id=rescoring.id,
            attempt_id=attempt.id,
            candidate_name=attempt.candidate_name,
            before=before,
        )
        if points is None or (before.source is ScoreSource.OVERRIDE and not rescoring.replaces_given):
            rescored = rescored.kept()
        else:
            rescored = rescored.scored(before.given(points, ScoreSource.GRADING))
        RescoredAttemptRepository(ctx.work).add(rescored)
    if page.next_cursor is None:
        rescorings.save(rescoring.all_listed())
    else:
        ctx.work.emit(RegradingPageDue(rescoring_id=rescoring.id, cursor=page.next_cursor))
