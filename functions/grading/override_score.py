"""One person answers for a question's points; what they were before stays on record."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.domain.attempts.rescoring import ReplacedBy
from shared.domain.attempts.results import ScoreSource
from shared.domain.attempts.schemas import AttemptResultView
from shared.domain.attempts.transitions import give_points
from shared.engines.results import Earned
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class OverrideScore(Request):
    """The points of one question of one attempt, and the reason."""

    attempt_id: Identifier
    question_id: Identifier
    points: Earned
    reason: Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]


def _result_path(request: OverrideScore) -> list[str]:
    return [AttemptResultRepository.path(request.attempt_id)]


@command(
    "POST /v1/attempts/{attemptId}/questions/{questionId}/override",
    permission=Permission.GRADINGS_MANAGE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_result_path, tagged=False),
    errors=(NotFound, FailedPrecondition),
)
async def override_score(request: OverrideScore, ctx: CommandContext) -> AttemptResultView:
    """Give a question of a scored attempt other points."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    result = await AttemptResultRepository(ctx.work).find(request.attempt_id)
    if result is None:
        raise FailedPrecondition("the attempt has no result yet; ask again later", code="attempt_not_scored")
    question = result.result_of(request.question_id)
    if question is None:
        raise NotFound("the attempt has no such question", code="question_not_found")
    if request.points > question.max_points:
        problem = FieldProblem("/points", "points_out_of_range", f"give 0 to {question.max_points} points")
        raise InvalidInput("the question is not worth as much", fields=[problem])
    given = question.given(request.points, ScoreSource.OVERRIDE)
    after = give_points(ctx.work, attempt, result, given, ReplacedBy.OVERRIDE, author=ctx.author, reason=request.reason)
    return AttemptResultView.of(attempt.with_(points=after.points), after)
