"""A removed member is refused within 30 seconds; their account, and what they made here, stay."""

from shared.auth.permissions import Permission
from shared.domain.tenants.departures import depart
from shared.domain.tenants.repository import MemberRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RemoveMember(Request):
    """Which member."""

    member_id: Identifier


@command(
    "DELETE /v1/members/{memberId}",
    permission=Permission.MEMBERS_MANAGE,
    loads=Loads(MemberRepository, "member_id"),
    errors=(FailedPrecondition,),
    status=204,
)
async def remove_member(request: RemoveMember, ctx: CommandContext) -> None:
    """Remove a member from the tenant."""
    await depart(ctx.work, await MemberRepository(ctx.work).get(request.member_id))
