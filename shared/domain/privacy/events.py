"""What happens around exports of people's data and to their erasure's leftovers."""

from typing import ClassVar

from shared.events.event import Event


class PersonalDataExportRequested(Event):
    """A person's data is wanted as a file."""

    type: ClassVar[str] = "privacy.export.requested.v1"
    export_id: str


class PersonalDataExportExpired(Event):
    """An export's time is over; emitted for that moment when it is asked for, and at once when its person is erased."""

    type: ClassVar[str] = "privacy.export.expired.v1"
    export_id: str
