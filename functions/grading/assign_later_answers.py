"""What is scored later goes to graders by the rule that was set when graders were assigned to all."""

from shared.auth.permissions import Permission
from shared.auth.roles import ROLES
from shared.domain.attempts.repository import AttemptResultRepository
from shared.domain.attempts.results import QuestionResult
from shared.domain.grading.assigning import WantedGrading, give_to_graders
from shared.domain.grading.events import GradersWanted
from shared.domain.grading.model import GraderAssignment, graded_id, rubric_id
from shared.domain.grading.repository import (
    GradedAnswerRepository,
    GraderAssignmentRepository,
    GradingRuleRepository,
    RubricRepository,
)
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(GradersWanted)
async def assign_later_answers(event: GradersWanted, ctx: SubscriberContext) -> None:
    """Give the answers of a scored attempt to graders; those who may grade no more are left out."""
    result = await AttemptResultRepository(ctx.work).find(event.attempt_id)
    if result is None:
        return
    waiting = [each for each in result.questions if each.needs_review]
    graded = await GradedAnswerRepository(ctx.work).get_many(
        [graded_id(event.attempt_id, each.question_id) for each in waiting]
    )
    for question in (each for each, there in zip(waiting, graded, strict=True) if there is None):
        assignment = await _rule(ctx, event.assessment_id, question)
        if assignment is None:
            continue
        members = await MemberRepository(ctx.work).get_many(assignment.grader_ids)
        able = [
            each.id for each in members if each and each.is_active and Permission.GRADINGS_GRADE in ROLES[each.role]
        ]
        wanted = WantedGrading(
            event.attempt_id, question.question_id, question.title, question.kind, question.max_points
        )
        after = give_to_graders(ctx.work, assignment, wanted, able)
        if after is not assignment:
            GraderAssignmentRepository(ctx.work).save(after)


async def _rule(ctx: SubscriberContext, assessment_id: str, question: QuestionResult) -> GraderAssignment | None:
    """Return the assignment that holds for a question, by the rubric of now."""
    id = rubric_id(assessment_id, question.question_id)
    rules, rubrics = GradingRuleRepository(ctx.work), RubricRepository(ctx.work)
    await ctx.work.get_many([rules.path(id), rubrics.path(id)])
    rule, rubric = await rules.find(id), await rubrics.find(id)
    if rule is None or rubric is None:
        return None
    assignment = await GraderAssignmentRepository(ctx.work).find(rule.assignment_id)
    return assignment.with_(rubric_version=rubric.version) if assignment else None
