"""A candidate who sees their result may contest a question's points: once, for as long as the assessment says."""

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.domain.grading.appeals import Appeal, AppealText
from shared.domain.grading.events import AppealFiled
from shared.domain.grading.model import graded_id
from shared.domain.grading.repository import AppealRepository
from shared.domain.grading.schemas import OwnAppealView
from shared.domain.invitations.model import ERASED_EMAIL
from shared.errors import AlreadyExists, FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request


class FileAppeal(Request):
    """Which question of which attempt, and why its points are not right."""

    attempt_id: Identifier
    question_id: Identifier
    text: AppealText


def _paths(request: FileAppeal) -> list[str]:
    appeal = AppealRepository.path(graded_id(request.attempt_id, request.question_id))
    return [appeal, AttemptResultRepository.path(request.attempt_id)]


@command(
    "POST /v1/attempts/{attemptId}/questions/{questionId}/appeal",
    permission=Permission.ATTEMPTS_FOLLOW_UP,
    loads=Loads(AttemptRepository, "attempt_id", beside=_paths, tagged=False),
    limits=(ATTEMPT,),
    errors=(NotFound, FailedPrecondition, AlreadyExists),
    status=201,
    runtime=Runtime.ASSESSMENT,
)
async def file_appeal(request: FileAppeal, ctx: CommandContext) -> OwnAppealView:
    """Appeal against the points of a question of one's own attempt."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    result = await AttemptResultRepository(ctx.work).find(attempt.id)
    if result is None or not attempt.results.shows(released=attempt.released_at is not None):
        raise FailedPrecondition("the result is not shown, or not yet", code="result_not_shown")
    if attempt.appeals_until is None or attempt.candidate_email == ERASED_EMAIL:
        raise FailedPrecondition("this result can't be appealed against", code="appeals_not_allowed")
    if ctx.now >= attempt.appeals_until:
        raise FailedPrecondition("the time for appeals is over", code="appeals_over")
    question = result.result_of(request.question_id)
    if question is None:
        raise NotFound("the attempt has no such question", code="question_not_found")
    if question.needs_review:
        raise FailedPrecondition("this answer is not graded yet; wait for its points", code="question_not_graded")
    appeals = AppealRepository(ctx.work)
    id = graded_id(attempt.id, question.question_id)
    if await appeals.find(id) is not None:
        raise AlreadyExists("you have appealed about this question already", code="appeal_filed")
    appeal = Appeal(
        id=id,
        assessment_id=attempt.assessment_id,
        attempt_id=attempt.id,
        question_id=question.question_id,
        title=question.title,
        text=request.text,
        points=question.points,
        filed_at=ctx.now,
    )
    appeals.add(appeal)
    ctx.work.emit(AppealFiled(attempt_id=attempt.id, question_id=question.question_id))
    return OwnAppealView.of(appeal)
