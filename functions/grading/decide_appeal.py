"""An appeal is upheld with more points, or rejected, with a reason either way.

Whoever gave the points by themselves does not judge them once more, unless they own the tenant.
"""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.caller import Member
from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository, EarlierResultRepository
from shared.domain.attempts.rescoring import EarlierResult, ReplacedBy
from shared.domain.attempts.results import QuestionResult, ScoreSource
from shared.domain.attempts.transitions import give_points
from shared.domain.grading.appeals import Appeal
from shared.domain.grading.events import AppealDecided
from shared.domain.grading.model import graded_id
from shared.domain.grading.repository import AppealRepository, GradedAnswerRepository
from shared.domain.grading.schemas import AppealView
from shared.domain.invitations.repository import InvitationRepository
from shared.engines.results import Earned
from shared.engines.scoring.points import rounded
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, NotFound, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DecideAppeal(Request):
    """About which question of which attempt, and why; `points` uphold the appeal, without them it is rejected."""

    attempt_id: Identifier
    question_id: Identifier
    points: Earned | None = None
    reason: Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]


def _paths(request: DecideAppeal) -> list[str]:
    id = graded_id(request.attempt_id, request.question_id)
    paths = [AttemptResultRepository.path(request.attempt_id), InvitationRepository.path(request.attempt_id)]
    return [AppealRepository.path(id), GradedAnswerRepository.path(id), *paths]


@command(
    "POST /v1/attempts/{attemptId}/questions/{questionId}/appeal/decide",
    permission=Permission.GRADINGS_MANAGE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_paths, tagged=False),
    errors=(NotFound, FailedPrecondition),
)
async def decide_appeal(request: DecideAppeal, ctx: CommandContext) -> AppealView:
    """Uphold an appeal with other points, or reject it."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    appeals, invitations = AppealRepository(ctx.work), InvitationRepository(ctx.work)
    appeal = await appeals.get(graded_id(attempt.id, request.question_id))
    points = None if request.points is None else rounded(request.points)
    decided = appeal.decided(points, by=ctx.author, reason=request.reason, at=ctx.now)
    result = await AttemptResultRepository(ctx.work).get(attempt.id)
    question = result.result_of(appeal.question_id)
    if question is None:
        raise NotFound("the attempt has no such question", code="question_not_found")
    owner = isinstance(ctx.caller, Member) and ctx.caller.role is Role.OWNER
    if not owner and await _givers(ctx.work, appeal, question) == {ctx.author}:
        message = "you alone gave these points; somebody else decides, or an owner"
        raise PermissionDenied(message, code="own_grading")
    if points is not None:
        if not question.points < points <= question.max_points:
            message = f"give more than {question.points} and at most {question.max_points} points, or reject it"
            problem = FieldProblem("/points", "points_out_of_range", message)
            raise InvalidInput("an appeal that is upheld gives more points", fields=[problem])
        given = question.given(points, ScoreSource.OVERRIDE)
        give_points(ctx.work, attempt, result, given, ReplacedBy.APPEAL, author=ctx.author, reason=request.reason)
    appeals.save(decided)
    invitation = await invitations.find(attempt.invitation_id)
    if invitation is not None:
        invitations.save(invitation.followed_up(at=ctx.now))
    ctx.work.emit(AppealDecided(attempt_id=attempt.id, question_id=appeal.question_id))
    return AppealView.of(decided)


async def _givers(work: UnitOfWork, appeal: Appeal, question: QuestionResult) -> set[str | None]:
    """Return who gave the points that a question has; nobody where Ella did."""
    match question.source:
        case ScoreSource.SCORING:
            return set()
        case ScoreSource.GRADING:
            answer = await GradedAnswerRepository(work).get(appeal.id)
            return {answer.decided_by} if answer.decided_by else {each.grader_id for each in answer.given}
        case ScoreSource.OVERRIDE:
            return {(await _override(work, appeal)).author}


async def _override(work: UnitOfWork, appeal: Appeal) -> EarlierResult:
    """Return what the last override of a question replaced."""
    of_attempt = Filter("attemptId", Operator.EQUAL, appeal.attempt_id)
    found = await work.query(StoreQuery(EarlierResultRepository.collection, (of_attempt,)))
    earlier = [EarlierResult.model_validate(each.data) for each in found]
    overrides = [
        each
        for each in earlier
        if each.question_id == appeal.question_id and each.replaced_by in (ReplacedBy.OVERRIDE, ReplacedBy.APPEAL)
    ]
    return max(overrides, key=lambda each: each.replaced_at)
