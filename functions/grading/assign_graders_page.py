"""Some attempts at a time, so that a commit stays small; an answer that has graders already is left alone."""

from collections.abc import Sequence

from shared.data.pagination import PageRequest
from shared.domain.attempts.model import Attempt, AttemptStatus
from shared.domain.attempts.repository import ATTEMPT_LIST, AttemptRepository, AttemptResultRepository
from shared.domain.grading.assigning import WantedGrading, give_to_graders
from shared.domain.grading.events import GraderAssignmentPageDue
from shared.domain.grading.model import PAGE, GraderAssignment, graded_id
from shared.domain.grading.repository import GradedAnswerRepository, GraderAssignmentRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(GraderAssignmentPageDue)
async def assign_graders_page(event: GraderAssignmentPageDue, ctx: SubscriberContext) -> None:
    """Give the graders of an assignment some more answers."""
    assignments = GraderAssignmentRepository(ctx.work)
    assignment = await assignments.find(event.assignment_id)
    if assignment is None or assignment.is_complete:
        return
    found, cursor = await _attempts(ctx, assignment, event.cursor)
    asked = [attempt for attempt in found if attempt.asks(assignment.question_id) and not attempt.practice]
    results, answers = AttemptResultRepository(ctx.work), GradedAnswerRepository(ctx.work)
    ids = [graded_id(attempt.id, assignment.question_id) for attempt in asked]
    await ctx.work.get_many([*(results.path(attempt.id) for attempt in asked), *map(answers.path, ids)])
    there = await answers.get_many(ids)
    for attempt, result, graded in zip(asked, await results.get_many([each.id for each in asked]), there, strict=True):
        question = result.result_of(assignment.question_id) if result else None
        if graded is None and question is not None and question.needs_review:
            wanted = WantedGrading(attempt.id, question.question_id, question.title, question.kind, question.max_points)
            assignment = give_to_graders(ctx.work, assignment, wanted, assignment.grader_ids)
    assignments.save(assignment.with_(is_complete=cursor is None))
    if cursor is not None:
        ctx.work.emit(GraderAssignmentPageDue(assignment_id=assignment.id, cursor=cursor))


async def _attempts(
    ctx: SubscriberContext, assignment: GraderAssignment, cursor: str | None
) -> tuple[Sequence[Attempt], str | None]:
    """Return the next attempts that are scored, and where those behind them begin."""
    attempts = AttemptRepository(ctx.work)
    if assignment.attempt_ids:
        named = await attempts.get_many(assignment.attempt_ids)
        return [each for each in named if each and each.assessment_id == assignment.assessment_id], None
    equals = {"assessmentId": assignment.assessment_id, "status": AttemptStatus.SCORED}
    page = await attempts.page(ATTEMPT_LIST, PageRequest(PAGE, cursor), equals)
    return page.items, page.next_cursor
