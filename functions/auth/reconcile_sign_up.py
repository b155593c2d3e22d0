"""A sign-up that was killed half-way holds a subdomain and perhaps an account: both are given back."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.tenants.events import SignUpStarted
from shared.domain.tenants.subdomains import Subdomains
from shared.domain.tenants.users import find_user
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(SignUpStarted, external=True)
async def reconcile_sign_up(event: SignUpStarted, ctx: ExternalContext) -> None:
    """Clean up after a sign-up that never finished."""

    async def abandon(work: UnitOfWork) -> tuple[bool, bool]:
        abandoned = await Subdomains(work).abandon(event.subdomain, work.tenant_id)
        # Somebody may have joined another tenant with the account since.
        needed = await find_user(work, event.user_id) is not None
        return abandoned, needed

    abandoned, needed = await ctx.prepare(abandon)
    if not abandoned:
        return
    if not needed:
        await ctx.outside.identity.delete_account(event.user_id)

    async def release(work: UnitOfWork) -> None:
        await Subdomains(work).release(event.subdomain, work.tenant_id)

    await ctx.finish(release)
