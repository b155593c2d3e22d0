"""Where tenants, members and member invitations are stored."""

from datetime import datetime
from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import Reads, UnitOfWork
from shared.domain.tenants.model import Member, MemberInvitation, Tenant
from shared.domain.tenants.users import email_key
from shared.errors import AlreadyExists

OPEN_INVITATIONS = QueryShape("memberInvitations", equals=("status",), sorts=(("expiresAt",),), ranges=("expiresAt",))
MEMBER_LIST = QueryShape("members", equals=("role", "isActive"), sorts=(("-joinedAt",), ("email",)))


class TenantRepository(Repository[Tenant]):
    """The tenant's own document, in its own partition."""

    collection: ClassVar[str] = "tenant"
    noun: ClassVar[str] = "tenant"
    model = Tenant


class MemberRepository(Repository[Member]):
    """Members by user id."""

    collection: ClassVar[str] = "members"
    noun: ClassVar[str] = "member"
    model = Member


class MemberInvitationRepository(Repository[MemberInvitation]):
    """Invitations to join."""

    collection: ClassVar[str] = "memberInvitations"
    noun: ClassVar[str] = "invitation"
    model = MemberInvitation

    async def count_open(self, at: datetime) -> int:
        """Return how many people are invited and may still join."""
        filters = (*OPEN_INVITATIONS.filters({"status": "pending"}), Filter("expiresAt", Operator.GREATER, at))
        return await self._reads.count(StoreQuery(self.collection, filters))


class MemberEmails:
    """Guards: an e-mail address is one member's in a tenant."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads

    async def require_free(self, email: str) -> None:
        """Raise AlreadyExists when a member has the address."""
        if await self._reads.get(_guard(email)) is not None:
            raise AlreadyExists("somebody with this e-mail is a member already", code="already_member")

    async def claim(self, work: UnitOfWork, email: str, member_id: str) -> None:
        """Make the address a member's; raise AlreadyExists when another has it."""
        await self.require_free(email)
        work.create(_guard(email), {"memberId": member_id, "schemaVersion": 1})


def _guard(email: str) -> str:
    return f"memberEmails/{email_key(email)}"
