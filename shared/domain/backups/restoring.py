"""A restoration begins by holding what it needs: a complete backup, and a subdomain for the fresh tenant."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.backups.events import RestorePageDue
from shared.domain.backups.model import Backup, Restore, RestorePhase
from shared.domain.backups.repository import RestoreRepository


def begin_restore(work: UnitOfWork, id: str, backup: Backup, *, name: str, subdomain: str, created_by: str) -> Restore:
    """Add a restoration for the operation of the same id; raise FailedPrecondition for a backup without manifest."""
    restore = Restore(
        id=id,
        backup_id=backup.id,
        manifest=backup.require_complete(),
        fresh_tenant_id=work.new_id(),
        name=name,
        subdomain=subdomain,
        created_by=created_by,
        created_at=work.now,
    )
    RestoreRepository(work).add(restore)
    work.emit(RestorePageDue(restore_id=id, phase=RestorePhase.DOCUMENTS))
    return restore
