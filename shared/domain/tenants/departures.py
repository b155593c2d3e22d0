"""How a member goes, whoever decides it."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.tenants.events import MemberRemoved
from shared.domain.tenants.model import Member
from shared.domain.tenants.owners import Owners
from shared.domain.tenants.repository import (
    MemberEmails,
    MemberInvitationRepository,
    MemberRepository,
    email_path,
)
from shared.domain.tenants.users import remove_from_tenant, user_path


async def depart(work: UnitOfWork, member: Member) -> None:
    """Remove a member from the tenant; raise FailedPrecondition for its last owner. The account stays."""
    await work.prefetch([work.absolute(email_path(member.email)), user_path(member.id)])
    await Owners(work).replace(member, None)
    MemberRepository(work).remove(member)
    await MemberEmails(work).release(work, member.email)
    await remove_from_tenant(work, member.id)
    work.emit(MemberRemoved(user_id=member.id))


async def depart_for_good(work: UnitOfWork, member: Member) -> None:
    """Remove a member as `depart` does, and the invitations that hold their address."""
    invitations = MemberInvitationRepository(work)
    for invitation in await invitations.to(member.email):
        invitations.remove(invitation)
    await depart(work, member)
