"""A backup begins as an operation, whoever wants it; what it holds is decided by its first page."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.backups.events import BackupExpired, BackupPageDue
from shared.domain.backups.model import Backup
from shared.domain.backups.policies import POLICIES, Cadence
from shared.domain.backups.repository import BackupRepository


def begin_backup(work: UnitOfWork, id: str, *, cadence: Cadence, created_by: str) -> Backup:
    """Add a backup of the unit's tenant, for the operation of the same id."""
    backup = Backup(
        id=id,
        cadence=cadence,
        created_by=created_by,
        created_at=work.now,
        expires_at=work.now + POLICIES[cadence].kept_for,
    )
    BackupRepository(work).add(backup)
    work.emit(BackupPageDue(backup_id=id))
    work.emit(BackupExpired(backup_id=id), at=backup.expires_at)
    return backup
