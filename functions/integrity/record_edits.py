"""Edits come numbered and without gaps, about once a minute, so that playing them ends with the answer."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.auth.permissions import Permission
from shared.domain.attempts.devices import Seat
from shared.domain.attempts.model import Attempt
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.integrity.edits import MAX_TEXT, EditRecord, record_id
from shared.domain.integrity.repository import EditChapterRepository, EditRecordRepository
from shared.domain.integrity.signals import ClientTime
from shared.engines.playback.edits import Edit
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput
from shared.model import FrozenModel
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import RECORDING
from shared.runtime.requests import Identifier, Nested, Request

MAX_BATCH = 200
MAX_INSERTED = 60_000
WRITTEN_KINDS = ("coding", "free_text")

Place = Annotated[int, Field(ge=0, le=MAX_TEXT)]


class SentEdit(Nested):
    """From `at` on, `deleted` code points give way to `inserted`; `reset` replaces the whole text instead."""

    at_ms: ClientTime
    at: Place = 0
    deleted: Place = 0
    inserted: Annotated[str, StringConstraints(max_length=MAX_TEXT)] = ""
    reset: bool = False


class RecordEdits(Request):
    """Edits of one answer, the first of which is number `first_sequence`, and when they are sent by the tab's clock."""

    attempt_id: Identifier
    question_id: Identifier
    seat: Seat
    sent_at_ms: ClientTime
    first_sequence: Annotated[int, Field(ge=1, lt=2**53)]
    edits: Annotated[tuple[SentEdit, ...], Field(min_length=1, max_length=MAX_BATCH)]


class RecordedEdits(FrozenModel):
    """Up to which number edits are settled; where `recording` is false, no more of this answer's are wanted."""

    last_sequence: int
    recording: bool


def _record_path(request: RecordEdits) -> list[str]:
    return [EditRecordRepository.path(record_id(request.attempt_id, request.question_id))]


@command(
    "POST /v1/attempts/{attemptId}/answers/{questionId}/edits",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id", beside=_record_path),
    audited=False,
    limits=(RECORDING,),
    errors=(FailedPrecondition,),
    runtime=Runtime.ASSESSMENT,
)
async def record_edits(request: RecordEdits, ctx: CommandContext) -> RecordedEdits:
    """Record how an answer comes about, where the assessment does."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    attempt.require_open(at=ctx.now)
    asked = attempt.question(request.question_id)
    attempt.seating.require(request.seat)
    last = request.first_sequence + len(request.edits) - 1
    if not attempt.recording.edits or asked.kind not in WRITTEN_KINDS:
        return RecordedEdits(last_sequence=last, recording=False)
    _require_sound(request)

    records, seat = EditRecordRepository(ctx.work), request.seat.id
    before = await records.find(record_id(attempt.id, asked.question_id))
    record = before or EditRecord.begun(attempt.id, asked.question_id, seat)
    edits = record.new(seat, request.first_sequence, _edits(request, attempt, ctx))
    if not edits:
        return RecordedEdits(last_sequence=record.edits, recording=record.complete)
    after, closed = record.after(seat, edits)
    if closed is not None:
        EditChapterRepository(ctx.work).add(closed)
    if after != record:
        await records.put(after)
    return RecordedEdits(last_sequence=after.edits, recording=after.complete)


def _edits(request: RecordEdits, attempt: Attempt, ctx: CommandContext) -> list[Edit]:
    """Return the edits with their times since the attempt started, as near as the client's clock allows."""
    elapsed = max(0, (ctx.now - attempt.started_at) // timedelta(milliseconds=1))
    return [
        Edit(
            elapsed - max(0, min(request.sent_at_ms - edit.at_ms, elapsed)),
            edit.at,
            edit.deleted,
            edit.inserted,
            edit.reset,
        )
        for edit in request.edits
    ]


def _require_sound(request: RecordEdits) -> None:
    problems = [
        FieldProblem(f"/edits/{place}/reset", "reset_has_no_place", "leave out at and deleted")
        for place, edit in enumerate(request.edits)
        if edit.reset and (edit.at or edit.deleted)
    ]
    if sum(len(edit.inserted) for edit in request.edits) > MAX_INSERTED:
        problems.append(
            FieldProblem("/edits", "too_much_inserted", f"insert at most {MAX_INSERTED} characters at once")
        )
    if problems:
        raise InvalidInput("some edits are wrong; see details", fields=problems)
