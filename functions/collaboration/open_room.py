"""The candidate and the interviewers who have joined an attempt write the answer of a question together."""

from shared.auth.caller import Candidate
from shared.auth.permissions import Permission
from shared.domain.attempts.model import Attempt, AttemptQuestion, answer_id
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.attempts.responses import CodeResponse, LanguageName, Response, TextResponse
from shared.domain.collaboration.model import FIRST_SENDER, Room, RoomKind, RoomRole, RoomUpdate, room_id, update_id
from shared.domain.collaboration.repository import RoomRepository, RoomUpdateRepository
from shared.domain.collaboration.schemas import RoomView
from shared.domain.questions.content import CodingContent
from shared.domain.questions.model import version_id
from shared.domain.questions.repository import QuestionVersionRepository
from shared.domain.questions.tasks import CodingTask
from shared.engines.crdt.documents import first_text
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ROOM
from shared.runtime.requests import Identifier, Request

_KINDS = ("coding", "free_text")


class OpenRoom(Request):
    """Of which question; a program nobody has begun begins with the starter code of `language`.

    When the attempt ends, a program that was never saved is saved in the language that was named last.
    """

    attempt_id: Identifier
    question_id: Identifier
    language: LanguageName | None = None


def _paths(request: OpenRoom) -> list[str]:
    subject_id = answer_id(request.attempt_id, request.question_id)
    return [AnswerRepository.path(subject_id), RoomRepository.path(room_id(RoomKind.ANSWER, subject_id))]


@command(
    "POST /v1/attempts/{attemptId}/answers/{questionId}/room",
    permission=Permission.ROOMS_USE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_paths),
    limits=(ROOM,),
    errors=(NotFound, FailedPrecondition),
    runtime=Runtime.ASSESSMENT,
)
async def open_room(request: OpenRoom, ctx: CommandContext) -> RoomView:
    """Open the room of a question's answer, and be in it; what is saved already is its text."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    asked = attempt.question(request.question_id)
    subject_id = answer_id(attempt.id, asked.question_id)
    rooms = RoomRepository(ctx.work)
    room = await rooms.find(room_id(RoomKind.ANSWER, subject_id))
    before = room
    if room is None:
        _require_shared(attempt, asked)
        attempt.require_open(at=ctx.now)
        attempt.timetable.require_running(asked.section, at=ctx.now)
        AttemptRepository(ctx.work).hold(attempt)
        room = Room.opened(RoomKind.ANSWER, subject_id, attempt.invitation_id, at=ctx.now)
    room = _joined(room, attempt, ctx)
    if request.language is not None and asked.kind == "coding":
        asked.require_language(request.language)
        room = room.with_(language=request.language)
    if before is None:
        rooms.add(room)
        await _begin(room, attempt, asked, request.language, ctx)
    elif room != before:
        rooms.save(room)
    return RoomView.of(room)


def _joined(room: Room, attempt: Attempt, ctx: CommandContext) -> Room:
    if isinstance(ctx.caller, Candidate):
        return room.joined(ctx.caller.user_id, RoomRole.CANDIDATE, "", at=ctx.now)
    interviewer = next(each for each in attempt.interviewers if each.user_id == ctx.member.user_id)
    return room.joined(interviewer.user_id, RoomRole.INTERVIEWER, interviewer.name, at=ctx.now)


async def _begin(
    room: Room, attempt: Attempt, asked: AttemptQuestion, language: str | None, ctx: CommandContext
) -> None:
    answer = await AnswerRepository(ctx.work).find(room.subject_id)
    text = _text(answer.response) if answer else await _starter(attempt, asked, language, ctx)
    if not text:
        return
    first = RoomUpdate(
        id=update_id(room.id, FIRST_SENDER, 1),
        room_id=room.id,
        sender=FIRST_SENDER,
        number=1,
        author=f"candidate:{attempt.invitation_id}" if answer else "system:open_room",
        update=first_text(text),
        saved_at=ctx.now,
        readers=room.joined_by,
    )
    RoomUpdateRepository(ctx.work).add(first)


def _text(response: Response) -> str:
    match response:
        case CodeResponse():
            return response.source
        case TextResponse():
            return response.text
        case _:
            return ""


async def _starter(attempt: Attempt, asked: AttemptQuestion, language: str | None, ctx: CommandContext) -> str:
    if language is None or asked.kind != "coding":
        return ""
    version = await QuestionVersionRepository(ctx.work).get(version_id(asked.question_id, asked.version))
    content = version.variant(asked.variant_seed)
    return CodingTask.of(content).starter_code.get(language, "") if isinstance(content, CodingContent) else ""


def _require_shared(attempt: Attempt, asked: AttemptQuestion) -> None:
    if not attempt.pair_mode:
        raise FailedPrecondition("the assessment doesn't allow pair mode", code="pair_mode_not_allowed")
    if asked.kind not in _KINDS:
        raise FailedPrecondition("only programs and texts are written together", code="question_not_shared")
