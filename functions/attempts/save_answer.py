"""Autosave: one document and a hold on the attempt, so what is acknowledged was saved before the attempt closed."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.attempts.model import Answer, answer_id
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.attempts.responses import Response
from shared.domain.attempts.schemas import SavedView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request


class SaveAnswer(Request):
    """What is written so far; each save has a higher revision than the last, gaps are fine."""

    attempt_id: Identifier
    question_id: Identifier
    revision: Annotated[int, Field(ge=1, lt=2**53)]
    response: Response


def _answer_path(request: SaveAnswer) -> list[str]:
    return [AnswerRepository.path(answer_id(request.attempt_id, request.question_id))]


@command(
    "PUT /v1/attempts/{attemptId}/answers/{questionId}",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_answer_path),
    audited=False,
    limits=(ATTEMPT,),
    errors=(FailedPrecondition,),
    runtime=Runtime.ASSESSMENT,
)
async def save_answer(request: SaveAnswer, ctx: CommandContext) -> SavedView:
    """Save an answer, unless a newer revision is there already."""
    attempts, answers = AttemptRepository(ctx.work), AnswerRepository(ctx.work)
    attempt = await attempts.get(request.attempt_id)
    attempt.require_open(at=ctx.now)
    asked = attempt.question(request.question_id)
    attempt.timetable.require_running(asked.section, at=ctx.now)
    asked.require_answerable(request.response)
    attempts.hold(attempt)

    earlier = await answers.find(answer_id(attempt.id, request.question_id))
    if earlier is not None and earlier.repeats(request.revision, request.response):
        return SavedView.of(earlier)
    answer = Answer(
        id=answer_id(attempt.id, request.question_id),
        attempt_id=attempt.id,
        question_id=request.question_id,
        revision=request.revision,
        response=request.response,
        saved_at=ctx.now,
    )
    await answers.put(answer)
    return SavedView.of(answer)
