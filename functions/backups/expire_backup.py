"""A backup whose time is over is deleted: its files first, so that what is left after a kill is still known.

So are the copies of files that no backup names any more, whichever backup made them.
"""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.backups.events import BackupExpired
from shared.domain.backups.model import Backup
from shared.domain.backups.repository import BackupPartRepository, BackupRepository
from shared.runtime.backup_copies import delete_expired, delete_unnamed
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

PAGE = 100


@subscriber(BackupExpired, external=True)
async def expire_backup(event: BackupExpired, ctx: ExternalContext) -> None:
    """Delete a page of a backup, and ask for the next."""
    backup = await ctx.prepare(lambda work: BackupRepository(work).find(event.backup_id))
    if backup is None:
        return
    following = await _delete_files(ctx, backup, event)

    async def remove(work: UnitOfWork) -> None:
        parts = BackupPartRepository(work)
        page = [] if following else await parts.of(backup.id, PAGE)
        for part in page:
            parts.remove(part)
        if following or len(page) == PAGE:
            work.emit(following or event)
        else:
            backups = BackupRepository(work)
            backups.remove(await backups.get(backup.id))

    await ctx.finish(remove)


async def _delete_files(ctx: ExternalContext, backup: Backup, event: BackupExpired) -> BackupExpired | None:
    """Delete a page of files; return what deletes the next, None where none is left."""
    listed = await ctx.files.list(backup.area, limit=PAGE)
    for file in listed.files:
        await ctx.files.delete(file.path)
    if listed.next_cursor is not None:
        return event
    if event.copies is not None:
        return event.with_(copies=await delete_unnamed(ctx, backup.id, PAGE, event.copies or None))
    return event if await delete_expired(ctx, PAGE) else None
