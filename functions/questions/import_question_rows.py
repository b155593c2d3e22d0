"""A file of questions is read; good rows become drafts, others are told of, and none stops the rest."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import StringConstraints

from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations import transitions
from shared.domain.operations.model import Operation
from shared.domain.operations.repository import OperationRepository
from shared.domain.plans.model import Quota
from shared.domain.plans.usage import Quotas
from shared.domain.questions.content import QuestionContent
from shared.domain.questions.events import QuestionChanged, QuestionFileReceived
from shared.domain.questions.imports import MAX_FILE_BYTES, MAX_ROWS
from shared.domain.questions.labels import Labels
from shared.domain.questions.model import Question
from shared.domain.questions.repository import QuestionRepository
from shared.domain.uploads.model import Upload
from shared.domain.uploads.repository import UploadRepository
from shared.engines.records.reading import Record
from shared.errors import EllaError, FailedPrecondition, InvalidInput
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.requests import Request, bind_fields

BATCH = 8
"""As many questions as fit one commit, however large they are."""
MAX_PROBLEMS = 1_000


class QuestionRow(Request):
    """One question of a file; the same external id means the same question, whenever it comes again."""

    external_id: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)] | None = None
    labels: Labels = Labels()
    content: QuestionContent


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be taken, and the id of its question."""

    number: int
    id: str
    question: QuestionRow


class Report:
    """What became of the rows so far; a row that a redelivery finds done counts as unchanged."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {"created": 0, "updated": 0, "unchanged": 0, "refused": 0}
        self.problems: list[dict[str, Any]] = []

    def refuse(self, number: int, code: str, message: str, field: str = "") -> None:
        """Note what is wrong with a row, by the pointer of the field."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append({"row": number, "field": field, "code": code, "message": message})


@subscriber(QuestionFileReceived, external=True)
async def import_question_rows(event: QuestionFileReceived, ctx: ExternalContext) -> None:
    """Make draft questions of an uploaded file."""

    async def begin(work: UnitOfWork) -> tuple[Operation, Upload] | None:
        operation = await transitions.started(work, event.operation_id)
        upload = await UploadRepository(work).find(event.upload_id)
        return (operation, upload) if upload is not None else None

    begun = await ctx.prepare(begin)
    if begun is None:
        return
    operation, upload = begun
    report, refusal = Report(), None
    if not operation.is_over:
        data = await ctx.files.get(upload.path, max_bytes=MAX_FILE_BYTES)
        try:
            records = await asyncio.to_thread(_records, data, upload.content_type)
        except InvalidInput as error:
            refusal = error
        else:
            await _take(records, operation, report, ctx)

    async def conclude(work: UnitOfWork) -> None:
        uploads = UploadRepository(work)
        current = await uploads.find(upload.id)
        if current is not None:
            uploads.remove(current)
            Quotas(work).give_back(Quota.STORAGE_BYTES, current.size)
        if refusal is not None:
            await transitions.failed(work, operation.id, code=refusal.code, message=refusal.message)
        else:
            await transitions.succeeded(work, operation.id, {**report.counts, "problems": report.problems})

    await ctx.finish(conclude)
    await ctx.files.delete(upload.path)


def _records(data: bytes, content_type: str) -> list[Record]:
    """Return what a file holds; its readers are loaded only where one is read."""
    from shared.domain.questions.tables import from_csv
    from shared.engines.records.reading import from_json, from_yaml

    if content_type == "text/csv":
        return list(from_csv(data, MAX_ROWS))
    records = from_json(data) if content_type == "application/json" else from_yaml(data)
    if len(records) > MAX_ROWS:
        raise InvalidInput(f"a file has at most {MAX_ROWS} questions; split it", code="too_many_rows")
    return records


async def _take(records: Sequence[Record], operation: Operation, report: Report, ctx: ExternalContext) -> None:
    rows = _rows(records, operation.id, report)
    for start in range(0, len(rows), BATCH):
        some, done = rows[start : start + BATCH], start + min(BATCH, len(rows) - start)
        over, changed, refused = await ctx.prepare(
            lambda work, some=some, done=done: _store(some, operation, done, len(rows), work)
        )
        for what in changed:
            report.counts[what] += 1
        for number, error in refused:
            report.counts["refused"] += 1
            report.refuse(number, error.code, error.message)
        if over:
            return


def _rows(records: Sequence[Record], operation_id: str, report: Report) -> list[Row]:
    rows: dict[str, Row] = {}
    for record in records:
        try:
            row = _row(record, operation_id)
            if row.id in rows:
                message = f"row {rows[row.id].number} has the same external id"
                raise InvalidInput(message, code="duplicate_external_id")
        except InvalidInput as error:
            report.counts["refused"] += 1
            for each in error.fields:
                report.refuse(record.number, each.code, each.message, each.pointer)
            if not error.fields:
                report.refuse(record.number, error.code, error.message)
        else:
            rows[row.id] = row
    return list(rows.values())


def _row(record: Record, operation_id: str) -> Row:
    if record.problem is not None:
        code, message = record.problem
        raise InvalidInput(message, code=code)
    try:
        question: QuestionRow = bind_fields(QuestionRow, {}, record.data)
    except ValueError as error:
        raise InvalidInput("the row holds what no question can", code="not_an_object") from error
    named = question.external_id or f"{operation_id}\0{record.number}"
    return Row(record.number, f"x{hashlib.sha256(named.encode()).hexdigest()[:30]}", question)


async def _store(
    rows: Sequence[Row], operation: Operation, done: int, total: int, work: UnitOfWork
) -> tuple[bool, list[str], list[tuple[int, EllaError]]]:
    """Store some rows; return whether nobody wants more, what became of each, and those that can't be edited."""
    operations, questions = OperationRepository(work), QuestionRepository(work)
    await work.get_many([operations.path(operation.id), *(questions.path(row.id) for row in rows)])
    current = await transitions.progressed(work, operation.id, done, total)
    if current.is_over:
        return True, [], []
    changed, refused = list[str](), list[tuple[int, EllaError]]()
    for row, there in zip(rows, await questions.get_many([row.id for row in rows]), strict=True):
        try:
            changed.append(_stored(row, there, operation, work))
        except FailedPrecondition as error:
            refused.append((row.number, error))
    return False, changed, refused


def _stored(row: Row, there: Question | None, operation: Operation, work: UnitOfWork) -> str:
    questions, asked = QuestionRepository(work), row.question
    if there is None:
        by, now = operation.created_by, work.now
        questions.add(
            Question(
                id=row.id,
                external_id=asked.external_id,
                content=asked.content,
                labels=asked.labels,
                created_by=by,
                created_at=now,
                updated_at=now,
            )
        )
    elif (there.content, there.labels) == (asked.content, asked.labels):
        return "unchanged"
    else:
        edited = there if there.content == asked.content else there.edited(asked.content, at=work.now)
        questions.save(edited.labelled(asked.labels, at=work.now))
    work.emit(QuestionChanged(question_id=row.id))
    return "created" if there is None else "updated"
