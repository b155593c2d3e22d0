"""What happens to invitations."""

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
