"""An export of questions is written page by page, straight into the file store."""

from collections.abc import AsyncIterator

from shared.data.pagination import Page, PageRequest
from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations import transitions
from shared.domain.questions.events import QuestionExportRequested
from shared.domain.questions.exports import (
    ExportFormat,
    ExportNotes,
    QuestionExport,
    QuestionExportRepository,
    QuestionRecord,
)
from shared.domain.questions.model import Question
from shared.domain.questions.repository import QUESTION_LIST, QuestionRepository
from shared.ports.files import FileRef, Measured
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

PAGE = 20
"""Questions of up to a megabyte lie in memory together."""


@subscriber(QuestionExportRequested, external=True)
async def write_question_export(event: QuestionExportRequested, ctx: ExternalContext) -> None:
    """Write questions to a file."""

    async def begin(work: UnitOfWork) -> QuestionExport | None:
        export = await QuestionExportRepository(work).find(event.export_id)
        if export is None or export.file is not None:
            return None
        return None if (await transitions.started(work, export.id)).is_over else export

    export = await ctx.prepare(begin)
    if export is None:
        return
    notes = ExportNotes()
    questions = _questions(ctx, export)
    written = Measured(
        _table(questions, notes) if export.format is ExportFormat.CSV else _records(questions, export.format, notes)
    )
    await ctx.files.put(export.path, written.pieces(), export.format.content_type)
    file = FileRef(path=export.path, sha256=written.sha256.hexdigest(), size=written.size)

    async def record(work: UnitOfWork) -> bool:
        exports = QuestionExportRepository(work)
        current = await exports.find(event.export_id)
        if current is None:
            return False
        exports.save(current.with_(file=file))
        result = {"exportId": current.id, "sha256": file.sha256, "size": file.size, **notes.to_result()}
        await transitions.succeeded(work, current.id, result)
        return True

    if not await ctx.finish(record):
        await ctx.files.delete(export.path)


async def _questions(ctx: ExternalContext, export: QuestionExport) -> AsyncIterator[Question]:
    cursor: str | None = None
    while True:
        page = await ctx.prepare(lambda work, cursor=cursor: _page(work, export, cursor))
        for question in page.items:
            yield question
        cursor = page.next_cursor
        if cursor is None:
            return


async def _page(work: UnitOfWork, export: QuestionExport, cursor: str | None) -> Page[Question]:
    request = PageRequest(PAGE, cursor, sort=("createdAt",))
    return await QuestionRepository(work).page(QUESTION_LIST, request, export.chosen.equals())


async def _records(
    questions: AsyncIterator[Question], format: ExportFormat, notes: ExportNotes
) -> AsyncIterator[bytes]:
    from shared.engines.records.writing import JSON, YAML

    syntax = JSON if format is ExportFormat.JSON else YAML
    async for question in questions:
        yield syntax.separator if notes.written else syntax.opening
        yield syntax.record(QuestionRecord.of(question).to_record())
        notes.wrote(question)
    yield syntax.closing if notes.written else syntax.empty


async def _table(questions: AsyncIterator[Question], notes: ExportNotes) -> AsyncIterator[bytes]:
    from shared.domain.questions.tables import HEADER, to_csv

    yield HEADER
    async for question in questions:
        line = to_csv(QuestionRecord.of(question))
        if line is None:
            notes.skipped(question)
        else:
            notes.wrote(question)
            yield line
