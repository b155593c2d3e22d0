"""A member's role bites within 30 seconds, on tokens given before as well."""

from shared.auth.permissions import Permission
from shared.domain.tenants.owners import Owners
from shared.domain.tenants.repository import MemberRepository
from shared.domain.tenants.schemas import GivenRole, MemberView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ChangeMemberRole(Request):
    """Which member gets which role."""

    member_id: Identifier
    role: GivenRole


@command(
    "PATCH /v1/members/{memberId}",
    permission=Permission.MEMBERS_MANAGE,
    loads=Loads(MemberRepository, "member_id"),
    errors=(FailedPrecondition,),
)
async def change_member_role(request: ChangeMemberRole, ctx: CommandContext) -> MemberView:
    """Give a member another role."""
    members = MemberRepository(ctx.work)
    before = await members.get(request.member_id)
    member = before.with_(role=request.role)
    await Owners(ctx.work).replace(before, member)
    members.save(member)
    ctx.work.about(role=member.role.value)
    return MemberView.of(member)
