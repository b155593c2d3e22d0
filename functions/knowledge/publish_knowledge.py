"""A version is made: its new pages are stored first, and then one commit makes it the active one."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.data.unit_of_work import UnitOfWork
from shared.domain.knowledge.drafting import drafted
from shared.domain.knowledge.events import KnowledgeApproved, KnowledgeDraftLeft, KnowledgePublished
from shared.domain.knowledge.model import DraftState, KnowledgeBase, KnowledgePage, KnowledgeVersion, version_id
from shared.domain.knowledge.pages import paged
from shared.domain.knowledge.publishing import merged
from shared.domain.knowledge.repository import (
    KnowledgeBaseRepository,
    KnowledgePageRepository,
    KnowledgeVersionRepository,
)
from shared.domain.knowledge.versions import Versions
from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

PAGES_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Prepared:
    """A version as it will be, and its pages; none where nobody wants it any more."""

    version: KnowledgeVersion
    pages: Sequence[KnowledgePage]


@subscriber(KnowledgeApproved, external=True)
async def publish_knowledge(event: KnowledgeApproved, ctx: ExternalContext) -> None:
    """Make an approved draft the active version."""
    refusal: FailedPrecondition | None = None
    prepared: Prepared | None = None
    try:
        prepared = await ctx.prepare(lambda work: _prepared(work, event))
    except FailedPrecondition as error:
        refusal = error
    if prepared is not None:
        for some in _groups(prepared.pages):
            await ctx.prepare(lambda work, some=some: _store(work, some))

    async def conclude(work: UnitOfWork) -> None:
        bases = KnowledgeBaseRepository(work)
        base = await bases.of(event.app_id)
        if not await _is_wanted(work, base, event):
            if base.operation_id == event.operation_id:
                bases.save(base.reopened())
            message = "the draft was rejected before it was published"
            await transitions.failed(work, event.operation_id, code="draft_rejected", message=message, final=True)
        elif refusal is not None or prepared is None:
            bases.save(base.reopened())
            code, message = (refusal.code, refusal.message) if refusal else ("draft_empty", "the draft changes nothing")
            await transitions.failed(work, event.operation_id, code=code, message=message, final=True)
        else:
            number = prepared.version.number
            KnowledgeVersionRepository(work).add(prepared.version)
            bases.save(base.published(number))
            changes = prepared.version.changes.to_data()
            await transitions.succeeded(work, event.operation_id, {"version": number, **changes})
            work.emit(KnowledgePublished(app_id=base.id, version=number))
            work.emit(KnowledgeDraftLeft(app_id=base.id, draft=base.draft))

    await ctx.finish(conclude)


async def _is_wanted(work: UnitOfWork, base: KnowledgeBase, event: KnowledgeApproved) -> bool:
    """Tell whether the base still waits for this publication, and nobody cancelled it."""
    operation = await OperationRepository(work).get(event.operation_id)
    waits = base.state is DraftState.PUBLISHING and base.operation_id == event.operation_id
    return waits and not operation.is_over


async def _prepared(work: UnitOfWork, event: KnowledgeApproved) -> Prepared | None:
    base = await KnowledgeBaseRepository(work).of(event.app_id)
    if not await _is_wanted(work, base, event):
        return None
    await transitions.started(work, event.operation_id)
    versions = Versions(work, base.id)
    active = await versions.active(base)
    there = await versions.items([page.id for page in active.pages] if active else [])
    draft = await drafted(work, base.id, base.draft)
    result = merged(there, draft)
    # Compressing takes a while: the loop serves others meanwhile.
    pages = await asyncio.to_thread(lambda: list(paged(base.id, result.items)))
    number = base.active_version + 1
    version = KnowledgeVersion(
        id=version_id(base.id, number),
        app_id=base.id,
        number=number,
        pages=tuple(ref for ref, _ in pages),
        changes=result.changes,
        note=base.note,
        submitted_by=base.submitted_by,
        approved_by=base.approved_by or "",
        created_at=work.now,
    )
    kept = {page.id for page in active.pages} if active else set[str]()
    return Prepared(version, [page for _, page in pages if page.id not in kept])


def _groups(pages: Sequence[KnowledgePage]) -> Iterator[Sequence[KnowledgePage]]:
    for start in range(0, len(pages), PAGES_AT_ONCE):
        yield pages[start : start + PAGES_AT_ONCE]


async def _store(work: UnitOfWork, pages: Sequence[KnowledgePage]) -> None:
    """Store pages that aren't there; those of a delivery that was broken off are, and so are those of old versions."""
    stored = KnowledgePageRepository(work)
    for page, there in zip(pages, await stored.get_many([page.id for page in pages]), strict=True):
        if there is None:
            stored.add(page)
