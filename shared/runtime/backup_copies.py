"""Files on their way into a backup, and copies on their way out, as every backup of a tenant shares them.

A copy is written down once it is whole; of one that is being deleted another is made. Whoever is killed leaves a file
that its backup's expiry finds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.data.unit_of_work import UnitOfWork
from shared.domain.backups.copies import (
    COPIES,
    BackupCopy,
    BackupCopyRepository,
    BackupSource,
    BackupSourceRepository,
    copy_path,
)
from shared.domain.backups.model import Backup, CopiedFile
from shared.errors import DependencyUnavailable, NotFound
from shared.ports.files import Measured, StoredFile
from shared.runtime.contexts import ExternalContext


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of some files: those that are in the backup, and what is to be written down of it."""

    files: tuple[CopiedFile, ...] = ()
    made: tuple[BackupCopy, ...] = ()
    learnt: tuple[BackupSource, ...] = ()


async def copied(ctx: ExternalContext, backup: Backup, files: Sequence[StoredFile]) -> Copied:
    """Have a copy of each file, made by this backup or by one before; a file that is gone meanwhile is left out."""
    sources, learnt = await _sources(ctx, backup, files)
    hashes = list(dict.fromkeys(source.sha256 for source in sources.values()))
    held = await ctx.prepare(lambda work: _held(work, backup, hashes))
    made: dict[str, BackupCopy] = {}
    found: list[CopiedFile] = []
    for stored in files:
        source = sources.get(stored.path)
        if source is None:
            continue
        copy = held.get(source.sha256) or made.get(source.sha256)
        if copy is None or copy.doomed:
            copy = await _made(ctx, backup, stored, source, copy)
            if copy is None:
                continue
            made[source.sha256] = copy
            held.pop(source.sha256, None)
        found.append(
            CopiedFile(
                path=stored.path,
                size=source.size,
                sha256=source.sha256,
                content_type=stored.content_type,
                metadata=dict(stored.metadata),
                copy_path=copy.path,
            )
        )
    return Copied(tuple(found), tuple(made.values()), tuple(learnt))


async def write_down(work: UnitOfWork, done: Copied) -> None:
    """Store what was copied, in the commit that makes it part of a backup.

    Where another backup made the same copy meanwhile, that one is shared from now on; this one goes with its backup.
    """
    copies, sources = BackupCopyRepository(work), BackupSourceRepository(work)
    paths = [copies.path(each.id) for each in done.made] + [sources.path(each.id) for each in done.learnt]
    await work.get_many(paths)
    for copy in done.made:
        there = await copies.find(copy.id)
        if there is None or there.doomed:
            await copies.put(copy)
    for source in done.learnt:
        await sources.put(source)


async def delete_expired(ctx: ExternalContext, limit: int) -> bool:
    """Delete some copies that no backup names any more; tell whether there may be more."""

    async def doom(work: UnitOfWork) -> list[BackupCopy]:
        copies = BackupCopyRepository(work)
        found = await copies.expired(ctx.now, limit)
        for copy in found:
            if not copy.doomed:
                copies.save(copy.with_(doomed=True))
        return found

    async def forget(work: UnitOfWork) -> None:
        copies = BackupCopyRepository(work)
        for copy in await copies.get_many([each.id for each in doomed]):
            if copy is not None and copy.doomed:
                copies.remove(copy)

    doomed = await ctx.prepare(doom)
    for copy in doomed:
        await ctx.files.delete(copy.path)
    if doomed:
        await ctx.prepare(forget)
    return len(doomed) == limit


async def delete_unnamed(ctx: ExternalContext, backup_id: str, limit: int, cursor: str | None) -> str | None:
    """Delete copies of a backup's making that it never named, or that another made as well; return where to go on."""
    listed = await ctx.files.list(f"{COPIES}/{backup_id}", limit=limit, cursor=cursor)
    hashes = [each.path.rpartition("/")[2] for each in listed.files]
    found = await ctx.prepare(lambda work: BackupCopyRepository(work).get_many(hashes))
    for file, copy in zip(listed.files, found, strict=True):
        if copy is None or copy.path != file.path:
            await ctx.files.delete(file.path)
    return listed.next_cursor


async def _sources(
    ctx: ExternalContext, backup: Backup, files: Sequence[StoredFile]
) -> tuple[dict[str, BackupSource], list[BackupSource]]:
    """Return what each file holds, by its path, and what had to be read for it."""
    ids = [BackupSource.id_of(stored) for stored in files]
    known = await ctx.prepare(lambda work: BackupSourceRepository(work).get_many(ids))
    sources: dict[str, BackupSource] = {}
    learnt: list[BackupSource] = []
    for stored, id, source in zip(files, ids, known, strict=True):
        if source is None:
            source = await _read(ctx, backup, stored, id)
            if source is None:
                continue
            learnt.append(source)
        elif source.expires_at < backup.expires_at:
            source = source.with_(expires_at=backup.expires_at)
            learnt.append(source)
        sources[stored.path] = source
    return sources, learnt


async def _read(ctx: ExternalContext, backup: Backup, stored: StoredFile, id: str) -> BackupSource | None:
    measured = Measured(ctx.files.stream(stored.path))
    try:
        async for _ in measured.pieces():
            pass
    except NotFound:
        return None
    if measured.size != stored.size:
        raise DependencyUnavailable("a file changed while it was read")
    sha256 = measured.sha256.hexdigest()
    return BackupSource(id=id, sha256=sha256, size=measured.size, expires_at=backup.expires_at)


async def _held(work: UnitOfWork, backup: Backup, hashes: Sequence[str]) -> dict[str, BackupCopy]:
    """Return the copies there are, kept as long as this backup from now on unless they are being deleted."""
    copies = BackupCopyRepository(work)
    found: Mapping[str, BackupCopy] = {each.id: each for each in await copies.get_many(hashes) if each is not None}
    for copy in found.values():
        kept = copy.kept(backup.expires_at)
        if not copy.doomed and kept is not copy:
            copies.save(kept)
    return dict(found)


async def _made(
    ctx: ExternalContext, backup: Backup, stored: StoredFile, source: BackupSource, doomed: BackupCopy | None
) -> BackupCopy | None:
    """Copy a file; None where it is gone. What is left of a copy that is being deleted is deleted first."""
    if doomed is not None:
        await ctx.files.delete(doomed.path)
    path, measured = copy_path(backup.id, source.sha256), Measured(ctx.files.stream(stored.path))
    try:
        await ctx.files.put(path, measured.pieces(), stored.content_type)
    except NotFound:
        return None
    if measured.sha256.hexdigest() != source.sha256:
        await ctx.files.delete(path)
        raise DependencyUnavailable("a file changed while it was copied")
    return BackupCopy(id=source.sha256, path=path, size=source.size, kept_until=backup.expires_at)
