"""A table is read once, from its beginning to its end; its rows then wait in a file whose pages can be found."""

from collections.abc import AsyncIterator

from shared.data.unit_of_work import UnitOfWork
from shared.domain.invitations.events import CandidateImportPageDue, CandidateImportReceived
from shared.domain.invitations.imports import MAX_ROWS, PAGE, CandidateImport, Preparation, prepared_line
from shared.domain.invitations.repository import CandidateImportRepository
from shared.domain.operations import transitions
from shared.domain.operations.model import Operation
from shared.domain.plans.model import Quota
from shared.domain.plans.usage import Quotas
from shared.domain.uploads.repository import UploadRepository
from shared.engines.delimited.reading import DelimitedReader, Limits
from shared.errors import FailedPrecondition, InvalidInput, NotFound
from shared.ports.files import OCTETS
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(CandidateImportReceived, external=True)
async def read_candidate_import(event: CandidateImportReceived, ctx: ExternalContext) -> None:
    """Read a table of candidates and have its first page invited."""

    async def begin(work: UnitOfWork) -> tuple[CandidateImport, str, Operation] | None:
        asked = await CandidateImportRepository(work).find(event.import_id)
        if asked is None or asked.page_ends:
            return None
        operation = await transitions.started(work, asked.id)
        upload = await UploadRepository(work).find(asked.upload_id)
        return asked, upload.path if upload else "", operation

    begun = await ctx.prepare(begin)
    if begun is None:
        return
    asked, path, operation = begun
    prepared = _Prepared(ctx.files.stream(path)) if path else None

    async def refuse(work: UnitOfWork, code: str, message: str) -> None:
        await _take_upload(work, asked.upload_id)
        await transitions.failed(work, asked.id, code=code, message=message)

    async def record(work: UnitOfWork, rows: int, page_ends: tuple[int, ...]) -> Operation:
        await _take_upload(work, asked.upload_id)
        imports = CandidateImportRepository(work)
        imports.save((await imports.get(asked.id)).with_(rows=rows, page_ends=page_ends))
        work.emit(CandidateImportPageDue(import_id=asked.id, page=0, tries=operation.tries))
        return await transitions.progressed(work, asked.id, 0, rows)

    try:
        if operation.is_over:
            raise FailedPrecondition("it was cancelled before it began")
        if prepared is None:
            raise NotFound("the upload is gone; upload the table again", code="upload_gone")
        await ctx.files.put(asked.prepared_path, prepared.pieces(), OCTETS)
        if not prepared.rows:
            raise InvalidInput("the table has no rows below its header", code="empty_table")
        after = await ctx.finish(lambda work: record(work, prepared.rows, tuple(prepared.page_ends)))
        if after.is_over:
            await ctx.files.delete(asked.prepared_path)
    except (FailedPrecondition, InvalidInput, NotFound) as error:
        code, message = error.code, error.message
        await ctx.finish(lambda work: refuse(work, code, message))
        await ctx.files.delete(asked.prepared_path)
    if path:
        await ctx.files.delete(path)


class _Prepared:
    """Rows on their way from a table into the prepared file, counted; `page_ends` are in bytes."""

    def __init__(self, source: AsyncIterator[bytes]) -> None:
        self._source = source
        self._reader = DelimitedReader(Limits(rows=MAX_ROWS, columns=100, cell=2_000))
        self.rows = 0
        self.page_ends: list[int] = []

    async def pieces(self) -> AsyncIterator[bytes]:
        preparation, size = Preparation(), 0
        async for piece in self._source:
            lines = [prepared_line(preparation.prepared(row)) for row in self._reader.feed(piece)]
            size = self._count(lines, size)
            yield b"".join(lines)
        lines = [prepared_line(preparation.prepared(row)) for row in self._reader.close()]
        size = self._count(lines, size)
        if self.rows % PAGE:
            self.page_ends.append(size)
        yield b"".join(lines)

    def _count(self, lines: list[bytes], size: int) -> int:
        for line in lines:
            size += len(line)
            self.rows += 1
            if self.rows % PAGE == 0:
                self.page_ends.append(size)
        return size


async def _take_upload(work: UnitOfWork, upload_id: str) -> None:
    uploads = UploadRepository(work)
    upload = await uploads.find(upload_id)
    if upload is not None:
        uploads.remove(upload)
        Quotas(work).give_back(Quota.STORAGE_BYTES, upload.size)
