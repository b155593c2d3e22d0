"""A backup whose time is over is deleted: its files first, so that what is left after a kill is still known."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.backups.events import BackupExpired
from shared.domain.backups.model import Backup
from shared.domain.backups.repository import BackupPartRepository, BackupRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

PAGE = 100


@subscriber(BackupExpired, external=True)
async def expire_backup(event: BackupExpired, ctx: ExternalContext) -> None:
    """Delete a page of a backup, and ask for the next."""
    backup = await ctx.prepare(lambda work: BackupRepository(work).find(event.backup_id))
    if backup is None:
        return
    left = await _delete_files(ctx, backup)

    async def remove(work: UnitOfWork) -> None:
        parts = BackupPartRepository(work)
        page = [] if left else await parts.of(backup.id, PAGE)
        for part in page:
            parts.remove(part)
        if left or len(page) == PAGE:
            work.emit(event)
        else:
            backups = BackupRepository(work)
            backups.remove(await backups.get(backup.id))

    await ctx.finish(remove)


async def _delete_files(ctx: ExternalContext, backup: Backup) -> bool:
    listed = await ctx.files.list(backup.area, limit=PAGE)
    for file in listed.files:
        await ctx.files.delete(file.path)
    return listed.next_cursor is not None
