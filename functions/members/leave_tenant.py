"""Nobody has to ask to leave."""

from shared.auth.permissions import Permission
from shared.domain.tenants.departures import depart
from shared.domain.tenants.repository import MemberRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class LeaveTenant(Request):
    """Nothing but who calls, and where."""


@command("POST /v1/members/leave", permission=Permission.MEMBERS_LEAVE, errors=(FailedPrecondition,), status=204)
async def leave_tenant(request: LeaveTenant, ctx: CommandContext) -> None:
    """Leave the tenant; its last owner can't."""
    ctx.work.about(memberId=ctx.member.user_id)
    await depart(ctx.work, await MemberRepository(ctx.work).get(ctx.member.user_id))
