"""A table of people is for the import alone, and its report for a week; one that still runs is left another day."""

from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork
from shared.domain.invitations.events import CandidateImportExpired
from shared.domain.invitations.imports import CandidateImport, page_id
from shared.domain.invitations.repository import CandidateImportRepository, ImportPageRepository
from shared.domain.operations.repository import OperationRepository
from shared.domain.plans.model import Quota
from shared.domain.plans.usage import Quotas
from shared.domain.uploads.events import FileDeleted
from shared.domain.uploads.repository import UploadRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

AGAIN_AFTER = timedelta(days=1)
PAGES = 100
"""Pages of outcomes that one commit deletes."""


@subscriber(CandidateImportExpired, external=True)
async def expire_candidate_import(event: CandidateImportExpired, ctx: ExternalContext) -> None:
    """Delete an import with its rows, what became of them, and its report."""

    async def read(work: UnitOfWork) -> CandidateImport | None:
        asked = await CandidateImportRepository(work).find(event.import_id)
        operation = await OperationRepository(work).find(event.import_id)
        return asked if operation is None or operation.is_over else None

    asked = await ctx.prepare(read)
    if asked is None:
        await ctx.finish(lambda work: _wait(work, event))
        return
    await ctx.files.delete(asked.prepared_path)
    await ctx.files.delete(asked.report_path)
    for first in range(0, asked.next_page, PAGES):
        numbers = range(first, min(first + PAGES, asked.next_page))
        await ctx.prepare(lambda work, numbers=numbers: _remove_pages(work, asked.id, numbers))
    await ctx.finish(lambda work: _remove(work, asked))


async def _wait(work: UnitOfWork, event: CandidateImportExpired) -> None:
    if await CandidateImportRepository(work).find(event.import_id) is not None:
        work.emit(event, at=work.now + AGAIN_AFTER)


async def _remove_pages(work: UnitOfWork, import_id: str, numbers: range) -> None:
    pages = ImportPageRepository(work)
    for page in await pages.get_many([page_id(import_id, number) for number in numbers]):
        if page is not None:
            pages.remove(page)


async def _remove(work: UnitOfWork, asked: CandidateImport) -> None:
    imports, uploads = CandidateImportRepository(work), UploadRepository(work)
    if await imports.find(asked.id) is not None:
        imports.remove(asked)
    upload = await uploads.find(asked.upload_id)
    if upload is not None:
        uploads.remove(upload)
        work.emit(FileDeleted(file_id=upload.id, path=upload.path, size=upload.size))
        Quotas(work).give_back(Quota.STORAGE_BYTES, upload.size)
