"""Where invitations are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.invitations.model import Invitation

INVITATION_LIST = QueryShape("invitations", equals=("assessmentId", "status"), sorts=(("-createdAt",), ("createdAt",)))


class InvitationRepository(Repository[Invitation]):
    """Candidates' invitations."""

    collection: ClassVar[str] = "invitations"
    noun: ClassVar[str] = "invitation"
    model = Invitation
