"""A file is read into the draft, batch by batch; what can't be taken is told of, and stops nothing else."""

import asyncio
from collections.abc import Sequence

from shared.data.unit_of_work import UnitOfWork
from shared.domain.knowledge.drafting import Drafting
from shared.domain.knowledge.events import KnowledgeFileImported, KnowledgeFileReceived
from shared.domain.knowledge.files import MAX_FILE_BYTES, MAX_ITEMS_OF_FILE, MAX_PROBLEMS, batches, read
from shared.domain.knowledge.pages import StoredItem
from shared.domain.operations import transitions
from shared.domain.operations.model import Operation
from shared.domain.plans.model import Quota
from shared.domain.plans.usage import Quotas
from shared.domain.uploads.model import Upload
from shared.domain.uploads.repository import UploadRepository
from shared.engines.knowledge.items import Extracted, Problem
from shared.errors import FailedPrecondition, InvalidInput
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(KnowledgeFileReceived, external=True)
async def import_knowledge_file(event: KnowledgeFileReceived, ctx: ExternalContext) -> None:
    """Make items of a draft of an uploaded file."""

    async def begin(work: UnitOfWork) -> tuple[Operation, Upload] | None:
        operation = await transitions.started(work, event.operation_id)
        upload = await UploadRepository(work).find(event.upload_id)
        return (operation, upload) if upload is not None else None

    begun = await ctx.prepare(begin)
    if begun is None:
        return
    operation, upload = begun
    staged, extracted, refusal = 0, Extracted((), ()), None
    if not operation.is_over:
        data = await ctx.files.get(upload.path, max_bytes=MAX_FILE_BYTES)
        try:
            # Reading takes seconds: the loop serves others meanwhile.
            extracted = await asyncio.to_thread(read, data, event.format, event.name)
            staged = await _stage(extracted, event, operation, ctx)
        except (InvalidInput, FailedPrecondition) as error:
            refusal = error
    problems = _told(extracted)

    async def conclude(work: UnitOfWork) -> None:
        uploads = UploadRepository(work)
        current = await uploads.find(upload.id)
        if current is not None:
            uploads.remove(current)
            Quotas(work).give_back(Quota.STORAGE_BYTES, current.size)
        if refusal is not None:
            await transitions.failed(work, operation.id, code=refusal.code, message=refusal.message)
            return
        await transitions.succeeded(
            work,
            operation.id,
            {
                "items": len(extracted.items),
                "staged": staged,
                "refused": len(problems),
                "problems": [{"where": each.where, "message": each.message} for each in problems[:MAX_PROBLEMS]],
            },
        )
        work.emit(
            KnowledgeFileImported(app_id=event.app_id, operation_id=operation.id, staged=staged, refused=len(problems))
        )

    await ctx.finish(conclude)
    await ctx.files.delete(upload.path)


def _told(extracted: Extracted) -> Sequence[Problem]:
    beyond = len(extracted.items) - MAX_ITEMS_OF_FILE
    if beyond <= 0:
        return extracted.problems
    more = Problem("the file", f"it has more than {MAX_ITEMS_OF_FILE} items; the last {beyond} are left out")
    return (*extracted.problems, more)


async def _stage(extracted: Extracted, event: KnowledgeFileReceived, operation: Operation, ctx: ExternalContext) -> int:
    """Stage all items; return how many the draft has now that differ from what is active."""
    staged, done = 0, 0
    total = min(len(extracted.items), MAX_ITEMS_OF_FILE)
    for batch in batches(extracted):
        done += len(batch)
        over, made = await ctx.prepare(
            lambda work, batch=batch, done=done: _store(batch, event, operation, done, total, work)
        )
        staged += made
        if over:
            break
    return staged


async def _store(
    batch: Sequence[StoredItem],
    event: KnowledgeFileReceived,
    operation: Operation,
    done: int,
    total: int,
    work: UnitOfWork,
) -> tuple[bool, int]:
    if (await transitions.progressed(work, operation.id, done, total)).is_over:
        return True, 0
    drafting = await Drafting.begun(work, event.app_id, by=operation.created_by)
    places = await drafting.places(batch)
    made = [drafting.stage(item, place) for item, place in zip(batch, places, strict=True)]
    return False, sum(each is not None for each in made)
