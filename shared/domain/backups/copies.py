"""Copies of files that backups share: each content lies once, and stays as long as any backup that names it."""

import hashlib
from datetime import datetime
from typing import ClassVar, Self

from shared.data.repository import Entity, Repository
from shared.data.store import Filter, Operator, Order, StoreQuery
from shared.ports.files import StoredFile

COPIES = "backups/copies"
"""Where copies lie, each behind the id of the backup that made it."""


class BackupCopy(Entity):
    """The copy of one content; the id is its SHA-256.

    `kept_until` is when the last backup that names it expires. Once it is `doomed` its file is being deleted, and no
    backup names it any more.
    """

    path: str
    size: int
    kept_until: datetime
    doomed: bool = False

    def kept(self, until: datetime) -> Self:
        """Return it as kept at least as long."""
        return self if until <= self.kept_until else self.with_(kept_until=until)


class BackupSource(Entity):
    """What a file of the tenant's holds, as of one generation: so that it is not read again while it is the same."""

    sha256: str
    size: int
    expires_at: datetime

    @staticmethod
    def id_of(stored: StoredFile) -> str:
        """Return the id for a file as it is now; another content is another generation."""
        return hashlib.sha256(f"{stored.path}\0{stored.generation}\0{stored.size}".encode()).hexdigest()[:40]


class BackupCopyRepository(Repository[BackupCopy]):
    """Copies by their hash."""

    collection: ClassVar[str] = "backupCopies"
    noun: ClassVar[str] = "backup_copy"
    model = BackupCopy

    async def expired(self, at: datetime, limit: int) -> list[BackupCopy]:
        """Return some of the copies that no backup names any more."""
        over = Filter("keptUntil", Operator.LESS_OR_EQUAL, at)
        found = await self._reads.query(StoreQuery(self.collection, (over,), (Order("keptUntil"),), limit))
        return [self._entity(document) for document in found]


class BackupSourceRepository(Repository[BackupSource]):
    """What was learnt of files."""

    collection: ClassVar[str] = "backupSources"
    noun: ClassVar[str] = "backup_source"
    model = BackupSource


def copy_path(backup_id: str, sha256: str) -> str:
    """Return where a backup puts a copy that nobody made before."""
    return f"{COPIES}/{backup_id}/{sha256}"
