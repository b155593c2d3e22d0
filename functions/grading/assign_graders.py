"""Graders take turns: each answer that waits for a person goes to the next ones among them."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.auth.roles import ROLES
from shared.data.unit_of_work import UnitOfWork
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.grading.events import GraderAssignmentPageDue
from shared.domain.grading.model import PAGE, GraderAssignment, GradingRule, MarkerCount, rubric_id
from shared.domain.grading.repository import GraderAssignmentRepository, GradingRuleRepository, RubricRepository
from shared.domain.grading.schemas import GraderAssignmentView
from shared.domain.tenants.repository import MemberRepository
from shared.engines.results import Percent
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class AssignGraders(Request):
    """Who grades a question's answers: in all scored attempts, or in some that are named.

    Where none is named, answers that are scored later get their graders by the same rule, until graders are assigned
    anew; `later` false ends that.

    Each answer is marked by so many graders; they disagree where they lie further apart than so many percent of what
    the question is worth.
    """

    assessment_id: Identifier
    question_id: Identifier
    grader_ids: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=50)]
    markers: MarkerCount = 1
    threshold_percent: Percent = Decimal(20)
    attempt_ids: Annotated[tuple[Identifier, ...], Field(max_length=PAGE)] = ()
    later: bool = True


def _rubric_path(request: AssignGraders) -> list[str]:
    graders = [MemberRepository.path(id) for id in request.grader_ids]
    question = rubric_id(request.assessment_id, request.question_id)
    return [RubricRepository.path(question), GradingRuleRepository.path(question), *graders]


@command(
    "POST /v1/assessments/{assessmentId}/questions/{questionId}/graders",
    permission=Permission.GRADINGS_MANAGE,
    idempotent=True,
    loads=Loads(AssessmentRepository, "assessment_id", beside=_rubric_path, tagged=False),
    errors=(NotFound, FailedPrecondition),
    status=202,
)
async def assign_graders(request: AssignGraders, ctx: CommandContext) -> GraderAssignmentView:
    """Have a question's answers graded that wait for a person; those that have graders already keep them."""
    assessment = await AssessmentRepository(ctx.work).get(request.assessment_id)
    if request.question_id not in assessment.question_ids:
        raise NotFound("the assessment asks no such question", code="question_not_found")
    await _require_graders(ctx.work, request)
    rubric = await RubricRepository(ctx.work).find(rubric_id(request.assessment_id, request.question_id))
    if rubric is None:
        raise FailedPrecondition("set a rubric first, so that graders know what to mark by", code="rubric_not_set")
    assignment = GraderAssignment(
        id=ctx.new_id(),
        assessment_id=request.assessment_id,
        question_id=request.question_id,
        attempt_ids=tuple(dict.fromkeys(request.attempt_ids)),
        grader_ids=request.grader_ids,
        markers=request.markers,
        threshold_percent=request.threshold_percent,
        rubric_version=rubric.version,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    GraderAssignmentRepository(ctx.work).add(assignment)
    if not assignment.attempt_ids:
        await _set_rule(ctx.work, rubric.id, assignment.id if request.later else None)
    ctx.work.emit(GraderAssignmentPageDue(assignment_id=assignment.id))
    return GraderAssignmentView.of(assignment)


async def _set_rule(work: UnitOfWork, id: str, assignment_id: str | None) -> None:
    rules = GradingRuleRepository(work)
    if assignment_id is not None:
        await rules.put(GradingRule(id=id, assignment_id=assignment_id))
    elif (rule := await rules.find(id)) is not None:
        rules.remove(rule)


async def _require_graders(work: UnitOfWork, request: AssignGraders) -> None:
    members = await MemberRepository(work).get_many(request.grader_ids)
    problems = [
        FieldProblem(f"/graderIds/{place}", "grader_unknown", "name active members who may grade, once each")
        for place, (id, member) in enumerate(zip(request.grader_ids, members, strict=True))
        if member is None
        or not member.is_active
        or Permission.GRADINGS_GRADE not in ROLES[member.role]
        or id in request.grader_ids[:place]
    ]
    if len(request.grader_ids) < request.markers:
        problems.append(FieldProblem("/markers", "too_few_graders", "name at least as many graders"))
    if problems:
        raise InvalidInput("the graders can't be assigned so; see details", fields=problems)
