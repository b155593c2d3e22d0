"""Nobody wants a backup or a restoration any more: the one is no backup, what the other wrote goes."""

from shared.domain.backups.events import RestoreGivenUp
from shared.domain.backups.model import BACKUP_KIND, RESTORE_KIND, BackupStatus, RestoreStatus
from shared.domain.backups.repository import BackupRepository, RestoreRepository
from shared.domain.operations.events import OperationCancelled
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(OperationCancelled)
async def end_cancelled_backup(event: OperationCancelled, ctx: SubscriberContext) -> None:
    """End a backup or restoration that was cancelled, unless it was done by then."""
    if event.operation_kind == BACKUP_KIND:
        backups = BackupRepository(ctx.work)
        backup = await backups.find(event.operation_id)
        if backup is not None and backup.status is BackupStatus.WRITING:
            backups.save(backup.with_(status=BackupStatus.FAILED))
    elif event.operation_kind == RESTORE_KIND:
        restores = RestoreRepository(ctx.work)
        restore = await restores.find(event.operation_id)
        if restore is not None and restore.status is RestoreStatus.WRITING:
            restores.save(restore.with_(status=RestoreStatus.FAILED))
            ctx.work.emit(RestoreGivenUp(restore_id=restore.id))
