"""An answer as it was at a moment, and what was done to it from then on."""

from typing import Annotated, Self

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.attempts.model import Answer, answer_id
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.attempts.responses import CodeResponse, TextResponse
from shared.domain.integrity.edits import EditRecord, record_id
from shared.domain.integrity.repository import EditChapterRepository, EditRecordRepository
from shared.engines.playback.chapters import Chapter
from shared.engines.playback.edits import Edit
from shared.errors import InternalError, NotFound
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

MOST_CHAPTERS = 5

Moment = Annotated[int, Field(ge=0, lt=2**53)]
"""Milliseconds since the attempt started."""


class GetPlayback(Request):
    """Of which answer, from when until when."""

    attempt_id: Identifier
    question_id: Identifier
    from_ms: Moment = 0
    until_ms: Moment | None = None


class KeyFrame(FrozenModel):
    """The text after so many edits."""

    ms: int
    edits: int
    text: str


class PlayedEdit(FrozenModel):
    """An edit: `deleted` code points from `at` on, or the whole text where it resets it, gave way to `inserted`."""

    ms: int
    at: int
    deleted: int
    inserted: str
    reset: bool

    @classmethod
    def of(cls, edit: Edit) -> Self:
        """Return the view of an edit."""
        return cls(ms=edit.ms, at=edit.at, deleted=edit.deleted, inserted=edit.inserted, reset=edit.resets)


class Playback(FrozenModel):
    """Part of a playback: what the text was, and the edits behind it; more follow from `next_from_ms` on, if given.

    `matches_answer` tells whether all edits together make what was saved last; None where nothing was saved.
    """

    frame: KeyFrame
    edits: tuple[PlayedEdit, ...]
    next_from_ms: int | None
    total_edits: int
    length_ms: int
    complete: bool
    matches_answer: bool | None


def _beside(request: GetPlayback) -> list[str]:
    record = EditRecordRepository.path(record_id(request.attempt_id, request.question_id))
    return [record, AnswerRepository.path(answer_id(request.attempt_id, request.question_id))]


@query(
    "GET /v1/attempts/{attemptId}/answers/{questionId}/playback",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AttemptRepository, "attempt_id", beside=_beside, tagged=False),
    audited=True,
    errors=(NotFound,),
)
async def get_playback(request: GetPlayback, ctx: QueryContext) -> Playback:
    """Get how an answer came about, from a moment on."""
    attempt = await AttemptRepository(ctx.reads).get(request.attempt_id)
    asked = attempt.question(request.question_id)
    record = await EditRecordRepository(ctx.reads).get(record_id(attempt.id, asked.question_id))
    answer = await AnswerRepository(ctx.reads).find(answer_id(attempt.id, asked.question_id))
    first = record.chapter_at(request.from_ms)
    last = record.chapter_at(request.until_ms) if request.until_ms is not None else len(record.chapters) - 1
    shown_last = max(first, min(last, first + MOST_CHAPTERS - 1))
    chapters = await _chapters(record, first, shown_last, ctx)

    seen = chapters[0].count_until(request.from_ms)
    frame = KeyFrame(ms=request.from_ms, edits=record.chapters[first].edits + seen, text=chapters[0].after(seen))
    edits = [*chapters[0].edits[seen:], *(edit for chapter in chapters[1:] for edit in chapter.edits)]
    return Playback(
        frame=frame,
        edits=tuple(PlayedEdit.of(each) for each in edits if request.until_ms is None or each.ms <= request.until_ms),
        next_from_ms=chapters[-1].end_ms if shown_last < last else None,
        total_edits=record.edits,
        length_ms=record.end_ms,
        complete=record.complete,
        matches_answer=None if answer is None else _text(answer) == record.open.last,
    )


async def _chapters(record: EditRecord, first: int, last: int, ctx: QueryContext) -> list[Chapter]:
    found = await EditChapterRepository(ctx.reads).get_many(record.closed_ids(first, last))
    chapters: list[Chapter] = []
    for each in found:
        if each is None:
            raise InternalError(f"a chapter of {record.id} is missing")
        chapters.append(each.chapter)
    return [*chapters, record.open] if last == len(record.chapters) - 1 else chapters


def _text(answer: Answer) -> str | None:
    match answer.response:
        case CodeResponse():
            return answer.response.source
        case TextResponse():
            return answer.response.text
        case _:
            return None
