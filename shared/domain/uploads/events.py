"""What happens to uploads."""

from typing import ClassVar

from shared.events.event import Event


class UploadExpired(Event):
    """An upload's time is over; emitted for that moment when it begins."""

    type: ClassVar[str] = "uploads.upload.expired.v1"
    upload_id: str
