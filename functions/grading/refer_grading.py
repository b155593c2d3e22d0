"""Graders who disagree are settled by one more, who sees as little as they did."""

from shared.auth.permissions import Permission
from shared.auth.roles import ROLES
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.grading.model import Grading, graded_id
from shared.domain.grading.repository import GradedAnswerRepository, GradingRepository
from shared.domain.grading.schemas import GradingView
from shared.domain.tenants.repository import MemberRepository
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ReferGrading(Request):
    """Which answer, and who grades it once more."""

    attempt_id: Identifier
    question_id: Identifier
    grader_id: Identifier


def _paths(request: ReferGrading) -> list[str]:
    answer = GradedAnswerRepository.path(graded_id(request.attempt_id, request.question_id))
    return [answer, MemberRepository.path(request.grader_id)]


@command(
    "POST /v1/attempts/{attemptId}/questions/{questionId}/grading/refer",
    permission=Permission.GRADINGS_MANAGE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_paths, tagged=False),
    errors=(NotFound, FailedPrecondition),
    status=201,
)
async def refer_grading(request: ReferGrading, ctx: CommandContext) -> GradingView:
    """Have one more grader decide about an answer whose graders disagree."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    member = await MemberRepository(ctx.work).find(request.grader_id)
    if member is None or not member.is_active or Permission.GRADINGS_GRADE not in ROLES[member.role]:
        problem = FieldProblem("/graderId", "grader_unknown", "name an active member who may grade")
        raise InvalidInput("nobody like that can grade", fields=[problem])
    answers = GradedAnswerRepository(ctx.work)
    answer = await answers.get(graded_id(attempt.id, request.question_id))
    asked = attempt.question(request.question_id)
    grading = Grading(
        id=ctx.new_id(),
        assessment_id=answer.assessment_id,
        attempt_id=answer.attempt_id,
        question_id=answer.question_id,
        title=asked.title,
        kind=asked.kind,
        worth=answer.worth,
        grader_id=member.id,
        rubric_version=answer.rubric_version,
        decides=True,
        assigned_at=ctx.now,
    )
    answers.save(answer.referred(grading.id, member.id))
    GradingRepository(ctx.work).add(grading)
    return GradingView.of(grading)
