"""Autosave: one document and a hold on the attempt, so what is acknowledged was saved before the attempt closed."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.data.repository import is_document_id
from shared.domain.attempts.devices import Seat
from shared.domain.attempts.model import Answer, answer_id
from shared.domain.attempts.receipts import receipt_signer
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.attempts.responses import FileResponse, Response
from shared.domain.attempts.schemas import SavedView
from shared.domain.attempts.transitions import write_in
from shared.domain.uploads.repository import UploadRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ATTEMPT
from shared.runtime.requests import Identifier, Request


class SaveAnswer(Request):
    """What is written so far, and in which tab; each save has a higher revision than the last, gaps are fine."""

    attempt_id: Identifier
    question_id: Identifier
    revision: Annotated[int, Field(ge=1, lt=2**53)]
    response: Response
    seat: Seat | None = None


def _answer_path(request: SaveAnswer) -> list[str]:
    answer = AnswerRepository.path(answer_id(request.attempt_id, request.question_id))
    named = request.response.upload_id if isinstance(request.response, FileResponse) else ""
    return [answer, UploadRepository.path(named)] if is_document_id(named) else [answer]


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
    """Save an answer, unless a newer revision is there already; the candidate gets a receipt."""
    answers = AnswerRepository(ctx.work)
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    await write_in(ctx.work, attempt, request.seat)
    asked = attempt.question(request.question_id)
    attempt.timetable.require_running(asked.section, at=ctx.now)
    asked.require_answerable(request.response)
    if isinstance(request.response, FileResponse) and not request.response.is_blank:
        answer_of = answer_id(attempt.id, request.question_id)
        (await UploadRepository(ctx.work).get_of_answer(request.response.upload_id, answer_of)).require_complete()

    earlier = await answers.find(answer_id(attempt.id, request.question_id))
    if earlier is None:
        answer = Answer.begun(attempt.id, request.question_id, request.revision, request.response, at=ctx.now)
        answers.add(answer)
    elif (answer := earlier.saved(request.revision, request.response, at=ctx.now)) is not earlier:
        answers.save(answer)
    return SavedView.of(answer, receipt_signer(ctx.config, ctx.work.tenant_id))
