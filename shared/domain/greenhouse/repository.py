"""Where tests that Greenhouse has sent are stored."""

from typing import ClassVar

from shared.data.repository import Repository
from shared.data.store import Filter, Operator, StoreQuery
from shared.domain.greenhouse.model import Interview


class InterviewRepository(Repository[Interview]):
    """Interviews by Greenhouse's `partner_interview_id`."""

    collection: ClassVar[str] = "greenhouseInterviews"
    noun: ClassVar[str] = "interview"
    model = Interview

    async def of_invitation(self, invitation_id: str) -> list[Interview]:
        """Return the interviews that an invitation stands for: two where two profiles have one mailbox."""
        theirs = Filter("invitationId", Operator.EQUAL, invitation_id)
        return [self._entity(each) for each in await self._reads.query(StoreQuery(self.collection, (theirs,)))]
