"""What happens to invitations."""

from datetime import datetime
from typing import ClassVar

from shared.events.event import Event


class CandidateInvited(Event):
    """A candidate is to get a link by mail."""

    type: ClassVar[str] = "invitations.candidate.invited.v1"
    invitation_id: str


class CandidateChanged(Event):
    """What a candidate is found by is new, other or gone."""

    type: ClassVar[str] = "invitations.candidate.changed.v1"
    candidate_id: str


class CandidateErased(Event):
    """Whom an invitation was for is known no more; what else is known of them is to go too."""

    type: ClassVar[str] = "invitations.candidate.erased.v1"
    invitation_id: str


class CodeRequested(Event):
    """A candidate opened the link on another device and is to get a code by mail."""

    type: ClassVar[str] = "invitations.code.requested.v1"
    publish_directly: ClassVar[bool] = True
    invitation_id: str
    challenge_id: str


class CandidateImportReceived(Event):
    """A table of people is to be read."""

    type: ClassVar[str] = "invitations.import.received.v1"
    import_id: str


class CandidateImportPageDue(Event):
    """The next people of a table are to be invited."""

    type: ClassVar[str] = "invitations.import.page_due.v1"
    publish_directly: ClassVar[bool] = True
    import_id: str
    page: int
    tries: int


class CandidateImportEnded(Event):
    """Nobody more will be invited from a table; what became of its rows is to be written down."""

    type: ClassVar[str] = "invitations.import.ended.v1"
    import_id: str


class CandidateImportExpired(Event):
    """What is left of an import is to go; emitted for that moment when the import is asked for."""

    type: ClassVar[str] = "invitations.import.expired.v1"
    import_id: str


class PlaceRequested(Event):
    """Somebody asks for a place by a public link and is to get a code by mail."""

    type: ClassVar[str] = "invitations.place.requested.v1"
    publish_directly: ClassVar[bool] = True
    request_id: str
    challenge_id: str


class PlaceRequestStale(Event):
    """Somebody who asked for a place may not have confirmed it in a day."""

    type: ClassVar[str] = "invitations.place_request.stale.v1"
    request_id: str


class InvitationExtended(Event):
    """An invitation ends at another time."""

    type: ClassVar[str] = "invitations.invitation.extended.v1"
    invitation_id: str


class RemindersChanged(Event):
    """An assessment's invitations are to be reminded otherwise: those of a status, behind `cursor`."""

    type: ClassVar[str] = "invitations.reminders.changed.v1"
    assessment_id: str
    revision: int
    status: str
    cursor: str | None = None


class ReminderDue(Event):
    """A candidate may have to be reminded, unless their invitation or the plan has changed since."""

    type: ClassVar[str] = "invitations.reminder.due.v1"
    invitation_id: str
    name: str
    revision: int
    expires_at: datetime
    schedule_id: str
