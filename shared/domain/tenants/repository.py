"""Where tenants, members and member invitations are stored."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from shared.auth.roles import Role
from shared.data.pagination import MAX_LIMIT
from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import Reads, UnitOfWork
from shared.domain.tenants.model import Member, MemberInvitation, Tenant
from shared.domain.tenants.users import email_key
from shared.errors import AlreadyExists, FieldProblem, InvalidInput

OPEN_INVITATIONS = QueryShape("memberInvitations", equals=("status",), sorts=(("expiresAt",),), ranges=("expiresAt",))
MEMBER_LIST = QueryShape(
    "members",
    equals=("role", "isActive"),
    sorts=(("-joinedAt",), ("email",), ("-lastSignInAt",), ("lastSignInAt",)),
    ranges=("lastSignInAt",),
)
MEMBER_INVITATION_LIST = QueryShape("memberInvitations", equals=("status", "email"))
PLATFORM_TENANT_LIST = QueryShape(
    "tenant", equals=("plan", "state"), sorts=(("-createdAt",), ("createdAt",), ("subdomain",)), group=True
)


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

    async def find_by_email(self, email: str) -> Member | None:
        """Return the member with an e-mail address or None."""
        query = StoreQuery(self.collection, (Filter("email", Operator.EQUAL, email),), limit=1)
        return next((self._entity(document) for document in await self._reads.query(query)), None)

    async def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Return what some members are called, by id; who is no member any more is missing."""
        members = await self.get_many(sorted(set(ids)))
        return {member.id: member.display_name for member in members if member is not None}

    async def require_active(self, ids: Sequence[str], *, at: str) -> None:
        """Raise InvalidInput, pointing below `at`, for ids of which some are of no active member."""
        members = await self.get_many(ids)
        problems = [
            FieldProblem(f"{at}/{place}", "unknown_member", "name an active member")
            for place, member in enumerate(members)
            if member is None or not member.is_active
        ]
        if problems:
            raise InvalidInput("somebody named is no active member", fields=problems)

    async def administrators(self) -> list[Member]:
        """Return the active owners and admins, 100 at most."""
        roles = Filter("role", Operator.IN, [Role.OWNER.value, Role.ADMIN.value])
        query = StoreQuery(self.collection, (roles, Filter("isActive", Operator.EQUAL, True)), limit=MAX_LIMIT)
        return [self._entity(document) for document in await self._reads.query(query)]


class MemberInvitationRepository(Repository[MemberInvitation]):
    """Invitations to join."""

    collection: ClassVar[str] = "memberInvitations"
    noun: ClassVar[str] = "invitation"
    model = MemberInvitation

    async def to(self, email: str) -> list[MemberInvitation]:
        """Return the invitations to an e-mail address, 100 at most."""
        query = StoreQuery(self.collection, (Filter("email", Operator.EQUAL, email),), limit=MAX_LIMIT)
        return [self._entity(document) for document in await self._reads.query(query)]

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
        if await self._reads.get(email_path(email)) is not None:
            raise AlreadyExists("somebody with this e-mail is a member already", code="already_member")

    async def claim(self, work: UnitOfWork, email: str, member_id: str) -> None:
        """Make the address a member's; raise AlreadyExists when another has it."""
        await self.require_free(email)
        work.create(email_path(email), {"memberId": member_id, "schemaVersion": 1})

    async def release(self, work: UnitOfWork, email: str) -> None:
        """Let the address be invited again."""
        if await self._reads.get(email_path(email)) is not None:
            work.delete(email_path(email))


def email_path(email: str) -> str:
    """Return where the guard of an address is, in the tenant."""
    return f"memberEmails/{email_key(email)}"
