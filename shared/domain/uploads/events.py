"""What happens to uploads."""

from typing import ClassVar

from shared.events.event import Event


class UploadExpired(Event):
    """An upload's time is over; emitted for that moment when it begins."""

    type: ClassVar[str] = "uploads.upload.expired.v1"
    upload_id: str


class FileDeleted(Event):
    """A file that a member had uploaded is no longer theirs; its content goes by this event. `size` is in bytes."""

    type: ClassVar[str] = "uploads.file.deleted.v1"
    file_id: str
    path: str
    size: int
