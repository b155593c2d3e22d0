"""What happens around exports of people's data and to their erasure's leftovers."""

from datetime import datetime
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


class RetentionPageDue(Event):
    """The next candidates are to be looked at, and those last active `before` then erased.

    `kept_from` is when the oldest invitation was made that has to stay, among those looked at so far.
    """

    type: ClassVar[str] = "privacy.retention.page_due.v1"
    before: datetime
    cursor: str | None = None
    kept_from: datetime | None = None


class CandidateExpired(Event):
    """A candidate's data was kept as long as the tenant wants, and is to go."""

    type: ClassVar[str] = "privacy.candidate.expired.v1"
    invitation_id: str
