"""A backup becomes a fresh tenant page by page; each page may be done twice, and none is left out.

Nobody can enter what is not there yet: the tenant's own document is written with the last page, after counts and
digests were compared with the manifest's. What jobs look for across tenants is written just before, so that none begins
anything in what is half restored. What can't be restored is taken back whole.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from shared.auth.tenant_states import TenantState
from shared.data.encryption import Undecipherable
from shared.data.store import Create, Data
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.backups.events import RestoreGivenUp, RestorePageDue
from shared.domain.backups.model import CopiedFile, Manifest, PartKind, Restore, RestorePhase, RestoreStatus
from shared.domain.backups.repository import RestoreRepository
from shared.domain.operations import transitions
from shared.domain.tenants.model import SuspendedBy, Suspension, Tenant
from shared.domain.tenants.repository import MemberRepository, TenantRepository
from shared.domain.tenants.subdomains import Subdomains
from shared.domain.tenants.users import add_to_tenant
from shared.engines.backups.lines import documents_in, line_of
from shared.engines.backups.moving import Tally
from shared.errors import Aborted, FailedPrecondition, InvalidInput, NotFound
from shared.ids import IdSequence, new_seed
from shared.ports.files import FileRef, Measured
from shared.runtime.backups import (
    checked_content,
    comparable_line,
    copied_document,
    documents_of,
    kept_collections,
    waits,
)
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

COMMIT_DOCUMENTS = 100
COMMIT_BYTES = 2 * 1024 * 1024
"""A line is longer than its document, and a commit takes 9 MiB."""

COMPARED_DOCUMENTS = 5_000
"""So many are counted in one call."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page works on."""

    ctx: ExternalContext
    restore: Restore
    manifest: Manifest
    due: RestorePageDue

    def parts(self, kind: PartKind) -> list[FileRef]:
        """Return the backup's files of one kind, in order."""
        return [each.file for each in self.manifest.parts if each.kind is kind]

    def next_of(self, count: int) -> RestorePageDue | None:
        """Return what follows in a phase of so many pages."""
        return self.due.with_(place=self.due.place + 1) if self.due.place + 1 < count else None

    async def in_tenant(self, step: Callable[[UnitOfWork], Awaitable[None]]) -> None:
        """Commit a step in the fresh tenant."""
        store, scope, seed = self.ctx.outside.store, self.ctx.scope, new_seed()
        await run_unit(lambda: UnitOfWork(store, self.restore.fresh_tenant_id, scope, IdSequence(seed)), step)


@subscriber(RestorePageDue, external=True)
async def restore_page(event: RestorePageDue, ctx: ExternalContext) -> None:
    """Do one page of a restoration."""

    async def begin(work: UnitOfWork) -> Restore | None:
        restore = await RestoreRepository(work).find(event.restore_id)
        if restore is None or restore.status is not RestoreStatus.WRITING:
            return None
        over = (await transitions.started(work, restore.id)).is_over
        return None if over else restore

    restore = await ctx.prepare(begin)
    if restore is None:
        return
    try:
        manifest = Manifest.model_validate_json(await checked_content(ctx.files, restore.manifest))
        following = await _PHASES[RestorePhase(event.phase)](_Page(ctx, restore, manifest, event))
    except (Aborted, FailedPrecondition, InvalidInput, NotFound, Undecipherable) as error:
        reason = error.message
        await ctx.finish(lambda work: _give_up(work, restore.id, reason))
        return

    async def record(work: UnitOfWork) -> None:
        restores = RestoreRepository(work)
        current = await restores.get(restore.id)
        phase = RestorePhase(event.phase)
        if current.status is not RestoreStatus.WRITING:
            work.emit(RestoreGivenUp(restore_id=restore.id))
        elif following is None and phase is RestorePhase.ACTIVATE:
            restores.save(current.with_(status=RestoreStatus.DONE))
            await transitions.succeeded(work, restore.id, restore.result(manifest))
        else:
            due = following or RestorePageDue(restore_id=restore.id, phase=phase.next)
            work.emit(due.with_(pages=event.pages + 1))
            lines = () if following else (f"{phase} done",)
            await transitions.progressed(work, restore.id, event.pages + 1, lines=lines)

    await ctx.finish(record)


async def _documents(page: _Page) -> RestorePageDue | None:
    """Write a part's documents, but for those that jobs look for."""
    return await _part(page, waiting=False)


async def _waiting(page: _Page) -> RestorePageDue | None:
    """Write a part's documents that jobs look for."""
    return await _part(page, waiting=True)


async def _part(page: _Page, *, waiting: bool) -> RestorePageDue | None:
    parts = page.parts(PartKind.DOCUMENTS)
    content = await checked_content(page.ctx.files, parts[page.due.place])
    before, after = page.manifest.tenant_id, page.restore.fresh_tenant_id
    batch: list[Create] = []
    size = 0
    for path, data in documents_in(content):
        name = path.partition("/")[0]
        if waits(name, data) is not waiting or name == TenantRepository.collection:
            continue
        new_path, copy = copied_document(path, data, before, after)
        batch.append(Create(f"tenants/{after}/{new_path}", copy))
        size += len(line_of(new_path, copy))
        if len(batch) == COMMIT_DOCUMENTS or size >= COMMIT_BYTES:
            await _write(page.ctx, batch)
            batch, size = [], 0
    await _write(page.ctx, batch)
    return page.next_of(len(parts))


async def _write(ctx: ExternalContext, batch: Sequence[Create]) -> None:
    """Write documents that are not there yet: those that are were written by a page that was cut short."""
    store = ctx.outside.store
    there = await store.get_many([each.path for each in batch])
    await store.commit([each for each in batch if each.path not in there])


async def _files(page: _Page) -> RestorePageDue | None:
    parts, files = page.parts(PartKind.FILES), page.ctx.files
    before, after = page.manifest.tenant_id, page.restore.fresh_tenant_id
    for line in (await checked_content(files, parts[page.due.place])).splitlines():
        copied = CopiedFile.model_validate_json(line)
        measured = Measured(files.stream(copied.copy_path))
        path = f"tenants/{after}/{copied.path.replace(before, after)}"
        await page.ctx.outside.files.put(path, measured.pieces(), copied.content_type, metadata=copied.metadata)
        if (measured.sha256.hexdigest(), measured.size) != (copied.sha256, copied.size):
            raise FailedPrecondition(f"the copy of {copied.path} is not what was backed up", code="backup_damaged")
    return page.next_of(len(parts))


async def _compare(page: _Page) -> RestorePageDue | None:
    """Count what was restored, and compare it with the backup."""
    store, tenant_id, due = page.ctx.outside.store, page.restore.fresh_tenant_id, page.due
    expected, prefix, seen = page.manifest.collections, f"tenants/{tenant_id}/", 0
    for name in sorted({*expected, *await kept_collections(store, tenant_id, None)}):
        if name < due.collection:
            continue
        here = name == due.collection
        tally = Tally(documents=due.counted, digest=due.digest) if here else Tally()
        async for found in documents_of(store, tenant_id, name, after=due.after if here else ""):
            paths = [(each.path.removeprefix(prefix), each.data) for each in found]
            tally = tally.plus(comparable_line(tenant_id, path, data) for path, data in paths)
            seen += len(found)
            if seen >= COMPARED_DOCUMENTS:
                return due.with_(collection=name, after=found[-1].path, counted=tally.documents, digest=tally.digest)
        if tally != expected.get(name, Tally()):
            raise FailedPrecondition(f"what was restored of {name} is not what was backed up", code="restore_differs")
    return None


async def _members(page: _Page) -> RestorePageDue | None:
    """Make the fresh tenant one of its members' own; a person who is in as many as can be is left out."""
    store, collection = page.ctx.outside.store, MemberRepository.collection
    async for found in documents_of(store, page.restore.fresh_tenant_id, collection, after=page.due.after):
        for document in found:
            await page.in_tenant(partial(_join, member=document.data))
        return page.due.with_(after=found[-1].path)
    return None


async def _join(work: UnitOfWork, member: Data) -> None:
    try:
        await add_to_tenant(work, member["id"], email=member["email"], display_name=member["displayName"])
    except FailedPrecondition:
        return


async def _activate(page: _Page) -> RestorePageDue | None:
    """Write the tenant's own document: from now on it is there."""
    restore, manifest = page.restore, page.manifest
    backed_up = Tenant.model_validate(await _tenant_data(page))
    fresh = backed_up.with_(
        id=restore.fresh_tenant_id,
        name=restore.name,
        subdomain=restore.subdomain,
        state=TenantState.ACTIVE,
        suspension=None,
        closes_at=None,
    )
    reason = f"restored from a backup of {manifest.created_at.date().isoformat()}; look at it, then resume it"
    fresh = fresh.suspended(Suspension(by=SuspendedBy.OWNER, reason=reason, at=page.ctx.now))

    async def write(work: UnitOfWork) -> None:
        tenants = TenantRepository(work)
        if await tenants.find(restore.fresh_tenant_id) is None:
            tenants.add(fresh)
            await Subdomains(work).take(restore.subdomain, restore.fresh_tenant_id)

    await page.in_tenant(write)
    return None


async def _tenant_data(page: _Page) -> Data:
    path = TenantRepository.path(page.manifest.tenant_id)
    for part in page.parts(PartKind.DOCUMENTS):
        for found, data in documents_in(await checked_content(page.ctx.files, part)):
            if found == path:
                return data
    raise FailedPrecondition("the backup holds no tenant", code="backup_damaged")


async def _give_up(work: UnitOfWork, restore_id: str, reason: str) -> None:
    restores = RestoreRepository(work)
    restores.save((await restores.get(restore_id)).with_(status=RestoreStatus.FAILED))
    work.emit(RestoreGivenUp(restore_id=restore_id))
    await transitions.failed(work, restore_id, code="backup_damaged", message=reason, final=True)


_PHASES: Mapping[RestorePhase, Callable[[_Page], Awaitable[RestorePageDue | None]]] = {
    RestorePhase.DOCUMENTS: _documents,
    RestorePhase.FILES: _files,
    RestorePhase.COMPARE: _compare,
    RestorePhase.WAITING: _waiting,
    RestorePhase.MEMBERS: _members,
    RestorePhase.ACTIVATE: _activate,
}
