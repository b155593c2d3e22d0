"""Colleagues know a member by the name that the member last chose, whichever message of it comes first."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.tenants.events import MemberRenamed
from shared.domain.tenants.model import Member
from shared.domain.tenants.repository import MemberRepository
from shared.domain.tenants.searching import search_entry
from shared.domain.tenants.users import find_user
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(MemberRenamed, external=True)
async def rename_member(event: MemberRenamed, ctx: ExternalContext) -> None:
    """Take a member's own name over into the tenant and its search."""

    async def rename(work: UnitOfWork) -> Member | None:
        members = MemberRepository(work)
        member, user = await members.find(event.user_id), await find_user(work, event.user_id)
        if member is None or user is None:
            return None
        renamed = member.with_(display_name=user.display_name)
        if renamed != member:
            members.save(renamed)
        return renamed

    member = await ctx.prepare(rename)
    if member is not None:
        await ctx.search.put(search_entry(member, as_of=ctx.now))
