"""Whoever is reactivated has the role they had, and takes one of the plan's places again."""

from shared.auth.permissions import Permission
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.domain.tenants.owners import Owners
from shared.domain.tenants.repository import MemberRepository
from shared.domain.tenants.schemas import MemberView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ReactivateMember(Request):
    """Which member."""

    member_id: Identifier


@command(
    "POST /v1/members/{memberId}/reactivate",
    permission=Permission.MEMBERS_MANAGE,
    loads=Loads(MemberRepository, "member_id"),
    errors=(FailedPrecondition, QuotaExceeded),
)
async def reactivate_member(request: ReactivateMember, ctx: CommandContext) -> MemberView:
    """Give a deactivated member their access back; one who is active stays so."""
    members = MemberRepository(ctx.work)
    before = await members.get(request.member_id)
    if before.is_active:
        return MemberView.of(before)
    member = before.with_(is_active=True)
    await Owners(ctx.work).replace(before, member)
    await Quotas(ctx.work).take(Quota.MEMBERS)
    members.save(member)
    return MemberView.of(member)
