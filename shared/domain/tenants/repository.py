"""Where tenants, members and member invitations are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.tenants.model import Member, MemberInvitation, Tenant

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
