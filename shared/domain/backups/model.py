"""A tenant's backups, the parts they are of, and what was restored from them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from shared.data.repository import Entity
from shared.domain.backups.policies import Cadence
from shared.engines.backups.moving import Tally
from shared.errors import FailedPrecondition
from shared.model import FrozenModel
from shared.ports.files import FileRef

BACKUP_KIND = "tenant_backup"
RESTORE_KIND = "tenant_restore"
FORMAT = "ella-backup-1"


class BackupStatus(StrEnum):
    """How far a backup has come; only a complete one can be restored."""

    WRITING = "writing"
    COMPLETE = "complete"
    FAILED = "failed"


class PartKind(StrEnum):
    """What a part's lines are: documents, or what is known of files whose copies lie beside it."""

    DOCUMENTS = "documents"
    FILES = "files"


class Backup(Entity):
    """Everything a tenant has, as of one moment of the document store; its id is its operation's.

    `collections` holds what there is of each, and apart from it (`waiting`) what jobs look for across tenants.
    """

    cadence: Cadence
    status: BackupStatus = BackupStatus.WRITING
    created_by: str
    created_at: datetime
    expires_at: datetime
    moment: str | None = None
    collections: dict[str, Tally] = Field(default_factory=dict[str, Tally])
    waiting: dict[str, Tally] = Field(default_factory=dict[str, Tally])
    parts: int = 0
    files: int = 0
    size: int = 0
    manifest: FileRef | None = None

    @property
    def documents(self) -> int:
        """How many documents are in it."""
        return sum(each.documents for each in (*self.collections.values(), *self.waiting.values()))

    @property
    def manifest_sha256(self) -> str | None:
        """The hash of the manifest, which names every other; None while there is none."""
        return self.manifest.sha256 if self.manifest else None

    @property
    def area(self) -> str:
        """Where its files are."""
        return f"backups/{self.id}"

    def require_complete(self) -> FileRef:
        """Return the manifest; raise FailedPrecondition while there is none."""
        if self.manifest is None:
            raise FailedPrecondition("this backup is not complete; choose another", code="backup_not_complete")
        return self.manifest


class BackupPart(Entity):
    """One file of a backup."""

    backup_id: str
    number: int
    kind: PartKind
    file: FileRef
    items: int

    @staticmethod
    def id_of(backup_id: str, number: int) -> str:
        """Return the id of a backup's part."""
        return f"{backup_id}-{number:06d}"


class CopiedFile(FrozenModel):
    """A file as it was, and where its copy lies."""

    path: str
    size: int
    sha256: str
    content_type: str
    metadata: dict[str, str]
    copy_path: str


class ManifestPart(FrozenModel):
    """A part as the manifest names it."""

    kind: PartKind
    file: FileRef
    items: int


class Manifest(FrozenModel):
    """What a backup consists of; its own hash stands in the backup's document."""

    format: str = FORMAT
    backup_id: str
    tenant_id: str
    moment: str
    created_at: datetime
    collections: dict[str, Tally]
    waiting: dict[str, Tally]
    files: int
    parts: tuple[ManifestPart, ...]
    not_backed_up: dict[str, str]


class RestoreStatus(StrEnum):
    """How far a restoration has come: its tenant exists once it is done, and never otherwise."""

    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"


class RestorePhase(StrEnum):
    """What a restoration does, one after the other; each page of it is asked for by the one before."""

    DOCUMENTS = "documents"
    FILES = "files"
    COMPARE = "compare"
    WAITING = "waiting"
    MEMBERS = "members"
    ACTIVATE = "activate"

    @property
    def next(self) -> "RestorePhase":
        """The phase that follows."""
        phases = list(RestorePhase)
        return phases[phases.index(self) + 1]


class Restore(Entity):
    """A fresh tenant that becomes what a backup holds; its id is its operation's."""

    backup_id: str
    manifest: FileRef
    fresh_tenant_id: str
    name: str
    subdomain: str
    status: RestoreStatus = RestoreStatus.WRITING
    created_by: str
    created_at: datetime

    def result(self, manifest: Manifest) -> dict[str, Any]:
        """Return what its operation tells of it."""
        documents = sum(each.documents for each in (*manifest.collections.values(), *manifest.waiting.values()))
        return {"tenantId": self.fresh_tenant_id, "documents": documents, "files": manifest.files}
