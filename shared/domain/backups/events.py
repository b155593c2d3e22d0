"""What happens while a tenant is backed up or restored; each page is asked for by the one before."""

from typing import ClassVar

from shared.events.event import Event


class BackupPageDue(Event):
    """The next part of a backup is to be written, of what lies behind `after` in a collection; both empty begin.

    `collection` is empty once the documents are done; then `after` is the file store's cursor.
    """

    type: ClassVar[str] = "backups.backup.page_due.v1"
    publish_directly: ClassVar[bool] = True
    backup_id: str
    part: int = 0
    collection: str = ""
    after: str = ""
    files: bool = False


class BackupExpired(Event):
    """A backup has been kept long enough; emitted for that moment when it is begun.

    `copies` is how far the copies of its making have been looked through: the file store's cursor, None after the last.
    """

    type: ClassVar[str] = "backups.backup.expired.v1"
    backup_id: str
    copies: str | None = ""


class HourlyBackupsDue(Event):
    """Those tenants behind the path `after` are to be backed up for an hour (`2026-03-02T09`) whose plan has it."""

    type: ClassVar[str] = "backups.hourly.due.v1"
    hour: str
    after: str = ""


class RestorePageDue(Event):
    """The next page of a restoration is to be done; `phase` is a RestorePhase, `place` how far that has come.

    While collections are compared, `collection` and `after` say behind what, and `counted` and `digest` are what was
    counted of it before; `pages` counts all that was done.
    """

    type: ClassVar[str] = "backups.restore.page_due.v1"
    publish_directly: ClassVar[bool] = True
    restore_id: str
    phase: str
    pages: int = 0
    place: int = 0
    collection: str = ""
    after: str = ""
    counted: int = 0
    digest: str = ""


class RestoreGivenUp(Event):
    """What a restoration wrote before it failed is to be deleted, a page at a time."""

    type: ClassVar[str] = "backups.restore.given_up.v1"
    restore_id: str
