"""A member's name and address go at once, and with them their access; `erase_personal_data` follows the copies.

What they made stays the tenant's: it names their id, which leads to nobody any more.
"""

from shared.auth.permissions import Permission
from shared.domain.accounts.sessions import SignInSessions
from shared.domain.audit.erasures import KIND, Erasure, request_erasure
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.tenants.departures import depart_for_good
from shared.domain.tenants.repository import MemberRepository
from shared.engines.addresses import person_key
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class EraseMember(Request):
    """Which member."""

    member_id: Identifier


@command(
    "POST /v1/members/{memberId}/erasure",
    permission=Permission.MEMBERS_MANAGE,
    idempotent=True,
    loads=Loads(MemberRepository, "member_id"),
    errors=(FailedPrecondition,),
    status=202,
)
async def erase_member(request: EraseMember, ctx: CommandContext) -> OperationView:
    """Remove a member and erase their personal data in the tenant; their account stays."""
    member = await MemberRepository(ctx.work).get(request.member_id)
    await depart_for_good(ctx.work, member)
    await SignInSessions(ctx.work, member.id).end_all()
    person = person_key(member.email)
    erasure = Erasure(id=ctx.new_id(), member_id=member.id, person=person, created_by=ctx.author, created_at=ctx.now)
    operation = begun(ctx.work, id=erasure.id, kind=KIND, subject_id=member.id, created_by=ctx.author)
    request_erasure(ctx.work, erasure)
    return OperationView.of(operation)
