"""What was written together becomes the answer: its next revision, with a receipt like any other's."""

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.model import Answer, Attempt, AttemptQuestion, answer_id
from shared.domain.attempts.receipts import receipt_signer
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.attempts.responses import MAX_SOURCE, CodeResponse, LanguageName, Response, TextResponse
from shared.domain.attempts.schemas import SavedView
from shared.domain.collaboration.model import RoomKind, room_id
from shared.domain.collaboration.repository import RoomRepository
from shared.domain.collaboration.states import RoomState
from shared.engines.crdt.documents import text_of
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, NotFound
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ROOM
from shared.runtime.requests import Identifier, Request


class SaveRoomAnswer(Request):
    """Of which question; a program is saved in a language."""

    attempt_id: Identifier
    question_id: Identifier
    language: LanguageName | None = None


@command(
    "POST /v1/attempts/{attemptId}/answers/{questionId}/room/save",
    permission=Permission.ROOMS_USE,
    loads=Loads(AttemptRepository, "attempt_id"),
    external=True,
    limits=(ROOM,),
    errors=(NotFound, FailedPrecondition),
    runtime=Runtime.ASSESSMENT,
)
async def save_room_answer(request: SaveRoomAnswer, ctx: ExternalContext) -> SavedView:
    """Save what a room holds as the answer; nothing new makes no new revision."""
    subject_id = answer_id(request.attempt_id, request.question_id)

    async def read(work: UnitOfWork) -> RoomState:
        await _writable(work, request)
        room = await RoomRepository(work).get(room_id(RoomKind.ANSWER, subject_id))
        return await RoomState.read(work, room.id)

    text = text_of(await (await ctx.prepare(read)).merged(ctx.files))

    async def save(work: UnitOfWork) -> SavedView:
        attempt, asked = await _writable(work, request)
        AttemptRepository(work).hold(attempt)
        response = _response(asked, text, request.language)
        asked.require_answerable(response)
        answers = AnswerRepository(work)
        answer = await answers.find(subject_id)
        if answer is None:
            answer = Answer.begun(attempt.id, asked.question_id, 1, response, at=ctx.now)
            answers.add(answer)
        elif answer.response != response:
            answer = answer.saved(answer.revision + 1, response, at=ctx.now)
            answers.save(answer)
        return SavedView.of(answer, receipt_signer(ctx.config, work.tenant_id))

    return await ctx.finish(save)


async def _writable(work: UnitOfWork, request: SaveRoomAnswer) -> tuple[Attempt, AttemptQuestion]:
    attempt = await AttemptRepository(work).get(request.attempt_id)
    attempt.require_writable(at=work.now)
    asked = attempt.question(request.question_id)
    attempt.timetable.require_running(asked.section, at=work.now)
    return attempt, asked


def _response(asked: AttemptQuestion, text: str, language: str | None) -> Response:
    if len(text) > MAX_SOURCE:
        raise FailedPrecondition(f"an answer has at most {MAX_SOURCE} characters", code="answer_too_long")
    if asked.kind == "free_text":
        return TextResponse(kind="free_text", text=text)
    if language is None:
        problem = FieldProblem("/language", "missing", f"use one of {', '.join(asked.languages)}")
        raise InvalidInput("say in which language the program is", fields=[problem])
    return CodeResponse(kind="coding", language=language, source=text)
