"""Whoever joins can be found."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.tenants.events import MemberJoined
from shared.domain.tenants.model import Member
from shared.domain.tenants.repository import MemberRepository
from shared.domain.tenants.searching import search_entry
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(MemberJoined, external=True)
async def index_member(event: MemberJoined, ctx: ExternalContext) -> None:
    """Let a new member be found by name and e-mail address."""

    async def read(work: UnitOfWork) -> Member | None:
        return await MemberRepository(work).find(event.user_id)

    member = await ctx.prepare(read)
    if member is not None:
        await ctx.search.put(search_entry(member, as_of=ctx.now))
