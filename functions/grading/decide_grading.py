"""Whoever leads the grading decides where graders disagree, and says why."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.domain.attempts.transitions import record_grading
from shared.domain.grading.events import AnswerGraded
from shared.domain.grading.model import graded_id
from shared.domain.grading.repository import GradedAnswerRepository
from shared.domain.grading.schemas import GradedAnswerView
from shared.engines.results import Earned
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DecideGrading(Request):
    """The points of one answer, and the reason."""

    attempt_id: Identifier
    question_id: Identifier
    points: Earned
    reason: Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]


def _paths(request: DecideGrading) -> list[str]:
    answer = GradedAnswerRepository.path(graded_id(request.attempt_id, request.question_id))
    return [answer, AttemptResultRepository.path(request.attempt_id)]


@command(
    "POST /v1/attempts/{attemptId}/questions/{questionId}/grading/decide",
    permission=Permission.GRADINGS_MANAGE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_paths, tagged=False),
    errors=(NotFound, FailedPrecondition),
)
async def decide_grading(request: DecideGrading, ctx: CommandContext) -> GradedAnswerView:
    """Decide about an answer whose graders disagree."""
    answers = GradedAnswerRepository(ctx.work)
    answer = await answers.get(graded_id(request.attempt_id, request.question_id))
    if request.points > answer.worth:
        problem = FieldProblem("/points", "points_out_of_range", f"give 0 to {answer.worth} points")
        raise InvalidInput("the question is not worth as much", fields=[problem])
    decided = answer.decided(request.points, by=ctx.author, reason=request.reason, at=ctx.now)
    answers.save(decided)
    await record_grading(
        ctx.work, answer.attempt_id, answer.question_id, request.points, author=ctx.author, reason=request.reason
    )
    ctx.work.emit(AnswerGraded(attempt_id=answer.attempt_id, question_id=answer.question_id))
    return GradedAnswerView.of(decided)
