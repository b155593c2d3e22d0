"""A backup is written part by part, each part whole before the next is asked for; a kill repeats one part.

Documents are read as of one moment. Files are taken as they are when it is their turn: what holds a document's content
never changes once it is written, and a file that is gone meanwhile is left out. What another backup has a copy of is
named, and neither read nor copied again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic_core import to_json

from shared.data.store import MomentGone
from shared.data.unit_of_work import UnitOfWork
from shared.domain.backups.events import BackupPageDue
from shared.domain.backups.model import (
    Backup,
    BackupPart,
    BackupStatus,
    Manifest,
    ManifestPart,
    PartKind,
)
from shared.domain.backups.policies import FILES_NOT_BACKED_UP, NOT_BACKED_UP
from shared.domain.backups.repository import BackupPartRepository, BackupRepository
from shared.domain.operations import transitions
from shared.engines.backups.lines import line_of
from shared.engines.backups.moving import Tally
from shared.ports.files import FileRef
from shared.runtime.backup_copies import Copied, copied, write_down
from shared.runtime.backups import comparable_line, documents_of, kept_collections, waits
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

PART_BYTES = 4 * 1024 * 1024
FILES_PAGE = 20
LINES = "application/jsonl"
MANIFEST_TYPE = "application/json"


@dataclass
class _Part:
    """What one page made: lines, what they add to the tallies, and where the next page goes on (None: all done)."""

    kind: PartKind
    lines: list[bytes] = field(default_factory=list[bytes])
    collections: dict[str, list[bytes]] = field(default_factory=dict[str, list[bytes]])
    waiting: dict[str, list[bytes]] = field(default_factory=dict[str, list[bytes]])
    copied: Copied = field(default_factory=Copied)
    next: BackupPageDue | None = None

    @property
    def size(self) -> int:
        """How many bytes the lines are."""
        return sum(map(len, self.lines))


@subscriber(BackupPageDue, external=True)
async def write_backup_page(event: BackupPageDue, ctx: ExternalContext) -> None:
    """Write one part of a backup, or its manifest when everything is written."""
    moment = await ctx.outside.store.moment()

    async def begin(work: UnitOfWork) -> Backup | None:
        backups = BackupRepository(work)
        backup = await backups.find(event.backup_id)
        if backup is None or backup.status is not BackupStatus.WRITING or backup.parts != event.part:
            return None
        if backup.moment is None:
            backup = backup.with_(moment=moment)
            backups.save(backup)
        if (await transitions.started(work, backup.id)).is_over:
            return None
        return backup

    backup = await ctx.prepare(begin)
    if backup is None:
        return
    try:
        part = await (_files(ctx, backup, event) if event.files else _documents(ctx, backup, event))
    except MomentGone:
        await ctx.finish(lambda work: _fail(work, event.backup_id))
        return
    content = b"".join(part.lines)
    path = f"{backup.area}/{event.part:06d}.jsonl"
    await ctx.files.put(path, content, LINES)
    file = FileRef(path=path, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    manifest = None if part.next else await _manifest(ctx, _added(backup, part, file), part, file)

    async def record(work: UnitOfWork) -> None:
        backups = BackupRepository(work)
        current = _added(await backups.get(event.backup_id), part, file)
        id = BackupPart.id_of(current.id, event.part)
        made = BackupPart(
            id=id, backup_id=current.id, number=event.part, kind=part.kind, file=file, items=len(part.lines)
        )
        await BackupPartRepository(work).put(made)
        await write_down(work, part.copied)
        if part.next is not None:
            work.emit(part.next)
            await transitions.progressed(work, current.id, current.documents + current.files)
        elif manifest is not None:
            current = current.with_(status=BackupStatus.COMPLETE, manifest=manifest, size=current.size + manifest.size)
            result = {"backupId": current.id, "documents": current.documents, "files": current.files}
            await transitions.succeeded(work, current.id, {**result, "manifestSha256": manifest.sha256})
        backups.save(current)

    await ctx.finish(record)


async def _documents(ctx: ExternalContext, backup: Backup, event: BackupPageDue) -> _Part:
    part, store = _Part(PartKind.DOCUMENTS), ctx.outside.store
    prefix, size = f"tenants/{ctx.tenant_id}/", 0
    for name in await kept_collections(store, ctx.tenant_id, backup.moment):
        if name < event.collection:
            continue
        after = event.after if name == event.collection else ""
        async for page in documents_of(store, ctx.tenant_id, name, after=after, at=backup.moment):
            for document in page:
                path = document.path.removeprefix(prefix)
                part.lines.append(line_of(path, document.data))
                size += len(part.lines[-1])
                tallied = part.waiting if waits(name, document.data) else part.collections
                tallied.setdefault(name, []).append(comparable_line(ctx.tenant_id, path, document.data))
            if size >= PART_BYTES:
                part.next = event.with_(part=event.part + 1, collection=name, after=page[-1].path)
                return part
    part.next = BackupPageDue(backup_id=backup.id, part=event.part + 1, files=True)
    return part


async def _files(ctx: ExternalContext, backup: Backup, event: BackupPageDue) -> _Part:
    part, cursor = _Part(PartKind.FILES), event.after or None
    prefix = f"tenants/{ctx.tenant_id}/"
    while True:
        listed = await ctx.outside.files.list(prefix, limit=FILES_PAGE, cursor=cursor)
        found = [replace(each, path=each.path.removeprefix(prefix)) for each in listed.files]
        wanted = [each for each in found if not each.path.startswith(FILES_NOT_BACKED_UP)]
        part.copied = await copied(ctx, backup, wanted)
        part.lines += [to_json(each) + b"\n" for each in part.copied.files]
        cursor = listed.next_cursor
        # Backups themselves are listed too: were each page of them a part, there would be no end of either.
        if part.lines or cursor is None:
            break
    if cursor is not None:
        part.next = event.with_(part=event.part + 1, after=cursor)
    return part


def _added(backup: Backup, part: _Part, file: FileRef) -> Backup:
    return backup.with_(
        collections=_tallied(backup.collections, part.collections),
        waiting=_tallied(backup.waiting, part.waiting),
        parts=backup.parts + 1,
        files=backup.files + (len(part.lines) if part.kind is PartKind.FILES else 0),
        size=backup.size + file.size + sum(each.size for each in part.copied.files),
    )


def _tallied(known: Mapping[str, Tally], more: Mapping[str, list[bytes]]) -> dict[str, Tally]:
    return {**known, **{name: known.get(name, Tally()).plus(lines) for name, lines in more.items()}}


async def _manifest(ctx: ExternalContext, backup: Backup, part: _Part, file: FileRef) -> FileRef:
    before = await ctx.prepare(lambda work: BackupPartRepository(work).of(backup.id))
    parts = [ManifestPart(kind=each.kind, file=each.file, items=each.items) for each in before]
    parts.append(ManifestPart(kind=part.kind, file=file, items=len(part.lines)))
    manifest = Manifest(
        backup_id=backup.id,
        tenant_id=ctx.tenant_id,
        moment=backup.moment or "",
        created_at=backup.created_at,
        collections=backup.collections,
        waiting=backup.waiting,
        files=backup.files,
        parts=tuple(parts),
        not_backed_up=dict(NOT_BACKED_UP),
    )
    content = to_json(manifest, indent=2)
    path = f"{backup.area}/manifest.json"
    await ctx.files.put(path, content, MANIFEST_TYPE)
    return FileRef(path=path, sha256=hashlib.sha256(content).hexdigest(), size=len(content))


async def _fail(work: UnitOfWork, backup_id: str) -> None:
    backups = BackupRepository(work)
    backups.save((await backups.get(backup_id)).with_(status=BackupStatus.FAILED))
    await transitions.failed(
        work,
        backup_id,
        code="moment_gone",
        message="writing took longer than the store remembers the moment it began; begin another backup",
        final=True,
    )
