"""Whoever founds a tenant can be found in it."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.tenants.events import TenantCreated
from shared.domain.tenants.model import Member
from shared.domain.tenants.repository import MemberRepository
from shared.domain.tenants.searching import search_entry
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(TenantCreated, external=True)
async def index_owner(event: TenantCreated, ctx: ExternalContext) -> None:
    """Let a tenant's owner be found by name and e-mail address."""

    async def read(work: UnitOfWork) -> Member | None:
        return await MemberRepository(work).find(event.owner_id)

    member = await ctx.prepare(read)
    if member is not None:
        await ctx.search.put(search_entry(member, as_of=ctx.now))
