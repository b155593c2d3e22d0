"""Ownership passes in one commit: there is no moment without an owner."""

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.domain.tenants.owners import GUARD, Owners
from shared.domain.tenants.repository import MemberRepository
from shared.domain.tenants.schemas import MemberView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request


class TransferOwnership(Request):
    """Who becomes an owner; the caller becomes an admin, unless they stay an owner beside them."""

    member_id: Identifier
    stays_owner: bool = False


@command(
    "POST /v1/members/{memberId}/transfer-ownership",
    permission=Permission.OWNERSHIP_TRANSFER,
    errors=(FailedPrecondition,),
)
async def transfer_ownership(request: TransferOwnership, ctx: CommandContext) -> MemberView:
    """Make another member an owner."""
    members = MemberRepository(ctx.work)
    await ctx.work.get_many([members.path(request.member_id), members.path(ctx.member.user_id), GUARD])
    heir, caller = await members.get(request.member_id), await members.get(ctx.member.user_id)
    if not heir.is_active:
        raise FailedPrecondition("a deactivated member can't own the tenant; reactivate them", code="member_inactive")
    if heir.role is Role.OWNER:
        raise FailedPrecondition("this member is an owner already", code="already_owner")
    if not caller.is_active_owner:
        raise FailedPrecondition("you are not an owner any more", code="not_an_owner")
    owner = heir.with_(role=Role.OWNER)
    members.save(owner)
    if not request.stays_owner:
        members.save(caller.with_(role=Role.ADMIN))
    await Owners(ctx.work).change(joining=owner.id, leaving=None if request.stays_owner else caller.id)
    ctx.work.about(staysOwner=str(request.stays_owner).lower())
    return MemberView.of(owner)
