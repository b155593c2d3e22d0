"""Whoever is deactivated is refused within 30 seconds, on tokens given before as well."""

from shared.auth.permissions import Permission
from shared.domain.tenants.owners import Owners
from shared.domain.tenants.repository import MemberRepository
from shared.domain.tenants.schemas import MemberView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeactivateMember(Request):
    """Which member."""

    member_id: Identifier


@command(
    "POST /v1/members/{memberId}/deactivate",
    permission=Permission.MEMBERS_MANAGE,
    loads=Loads(MemberRepository, "member_id"),
    errors=(FailedPrecondition,),
)
async def deactivate_member(request: DeactivateMember, ctx: CommandContext) -> MemberView:
    """Take a member's access away and keep their place; one who is deactivated stays so."""
    members = MemberRepository(ctx.work)
    before = await members.get(request.member_id)
    if not before.is_active:
        return MemberView.of(before)
    member = before.with_(is_active=False)
    await Owners(ctx.work).replace(before, member)
    members.save(member)
    return MemberView.of(member)
