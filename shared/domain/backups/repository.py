"""Where backups and restorations are recorded, in the tenant that they are of."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import Filter, Operator, Order, StoreQuery
from shared.domain.backups.model import Backup, BackupPart, Restore

BACKUP_LIST = QueryShape("backups", equals=("status", "cadence"), sorts=(("-createdAt",), ("createdAt",)))
PARTS = QueryShape("backupParts", equals=("backupId",), sorts=(("number",),), required=("backupId",))


class BackupRepository(Repository[Backup]):
    """A tenant's backups."""

    collection: ClassVar[str] = "backups"
    noun: ClassVar[str] = "backup"
    model = Backup


class BackupPartRepository(Repository[BackupPart]):
    """The files that backups are of."""

    collection: ClassVar[str] = "backupParts"
    noun: ClassVar[str] = "backup_part"
    model = BackupPart

    async def of(self, backup_id: str, limit: int | None = None) -> list[BackupPart]:
        """Return a backup's parts in order."""
        theirs = Filter("backupId", Operator.EQUAL, backup_id)
        query = StoreQuery(self.collection, (theirs,), (Order("number"),), limit)
        return [self._entity(document) for document in await self._reads.query(query)]


class RestoreRepository(Repository[Restore]):
    """What was restored from a tenant's backups."""

    collection: ClassVar[str] = "restores"
    noun: ClassVar[str] = "restore"
    model = Restore
