"""What was written in rooms and no client has saved is saved once nobody can write any more, and then scored.

What was saved later than anybody wrote in the room stays, and so does an answer in place of which the room's text is
none: too long, or a program of which nobody said the language. The room keeps its text all the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.events import AttemptSubmitted
from shared.domain.attempts.model import Answer, Attempt, AttemptQuestion, AttemptStatus, answer_id
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.attempts.responses import MAX_SOURCE, CodeResponse, Response, TextResponse
from shared.domain.collaboration.events import ClosedRoomsDue
from shared.domain.collaboration.model import RoomKind, room_id
from shared.domain.collaboration.repository import RoomRepository
from shared.domain.collaboration.states import RoomState
from shared.engines.crdt.documents import text_of
from shared.errors import EllaError
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@dataclass(frozen=True, slots=True)
class Written:
    """What a room holds, in which language its program is, and when somebody last wrote there."""

    state: RoomState
    language: str | None
    at: datetime


@subscriber(ClosedRoomsDue, external=True)
async def save_closed_rooms(event: ClosedRoomsDue, ctx: ExternalContext) -> None:
    """Save as answers what the rooms of a closed attempt hold, and hand it to scoring."""

    async def read(work: UnitOfWork) -> Mapping[str, Written]:
        attempt = await AttemptRepository(work).find(event.attempt_id)
        return await _written(work, attempt) if attempt is not None else {}

    found = await ctx.prepare(read)
    texts = {question_id: text_of(await each.state.merged(ctx.files)) for question_id, each in found.items()}

    async def save(work: UnitOfWork) -> None:
        attempt = await AttemptRepository(work).find(event.attempt_id)
        if attempt is None or attempt.submitted_at is None or attempt.status is not AttemptStatus.SUBMITTED:
            return
        answers = AnswerRepository(work)
        for question_id, text in texts.items():
            answer = await answers.find(answer_id(attempt.id, question_id))
            written, asked = found[question_id], attempt.question(question_id)
            response = _response(asked, text, answer, written.language)
            if response is None or (answer is not None and answer.saved_at > written.at):
                continue
            if answer is None:
                answers.add(Answer.begun(attempt.id, question_id, 1, response, at=attempt.submitted_at))
            elif answer.response != response:
                answers.save(answer.saved(answer.revision + 1, response, at=attempt.submitted_at))
        work.emit(AttemptSubmitted(attempt_id=attempt.id))

    await ctx.finish(save)


async def _written(work: UnitOfWork, attempt: Attempt) -> dict[str, Written]:
    """Return what was written, by question."""
    ids = {asked.question_id: answer_id(attempt.id, asked.question_id) for asked in attempt.questions}
    rooms = await RoomRepository(work).get_many([room_id(RoomKind.ANSWER, id) for id in ids.values()])
    found: dict[str, Written] = {}
    for question_id, room in zip(ids, rooms, strict=True):
        if room is not None:
            state = await RoomState.read(work, room.id)
            at = await state.last_written(work, room.id)
            if at is not None:
                found[question_id] = Written(state, room.language, at)
    return found


def _response(asked: AttemptQuestion, text: str, answer: Answer | None, language: str | None) -> Response | None:
    """Return a room's text as a response; None where it can be none."""
    if len(text) > MAX_SOURCE:
        return None
    if asked.kind == "free_text":
        response: Response = TextResponse(kind="free_text", text=text)
    else:
        said = answer.response.language if answer and isinstance(answer.response, CodeResponse) else language
        said = said or (asked.languages[0] if len(asked.languages) == 1 else None)
        if said is None:
            return None
        response = CodeResponse(kind="coding", language=said, source=text)
    try:
        asked.require_answerable(response)
    except EllaError:
        return None
    return response
