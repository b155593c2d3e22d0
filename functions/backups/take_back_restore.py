"""What a restoration wrote before it failed or was cancelled is deleted; the tenant it was to be never was."""

from shared.data.store import Delete
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.backups.events import RestoreGivenUp
from shared.domain.backups.model import Restore, RestoreStatus
from shared.domain.backups.repository import RestoreRepository
from shared.domain.tenants.subdomains import Subdomains
from shared.domain.tenants.users import remove_from_tenant
from shared.ids import IdSequence, new_seed
from shared.runtime.backups import documents_of
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

PAGES = 20


@subscriber(RestoreGivenUp, external=True)
async def take_back_restore(event: RestoreGivenUp, ctx: ExternalContext) -> None:
    """Delete some pages of what a restoration wrote, and ask for the next."""

    async def read(work: UnitOfWork) -> Restore | None:
        restore = await RestoreRepository(work).find(event.restore_id)
        return restore if restore is not None and restore.status is RestoreStatus.FAILED else None

    restore = await ctx.prepare(read)
    if restore is None:
        return
    left = await _delete_documents(ctx, restore.fresh_tenant_id) or await _delete_files(ctx, restore.fresh_tenant_id)

    async def conclude(work: UnitOfWork) -> None:
        if left:
            work.emit(event)
        else:
            await Subdomains(work).release(restore.subdomain, restore.fresh_tenant_id)

    await ctx.finish(conclude)


async def _delete_documents(ctx: ExternalContext, tenant_id: str) -> bool:
    store, pages = ctx.outside.store, 0
    for name in await store.collections(f"tenants/{tenant_id}"):
        async for page in documents_of(store, tenant_id, name):
            if name == "members":
                for member in page:
                    await _leave(ctx, tenant_id, str(member.data["id"]))
            await store.commit([Delete(document.path) for document in page])
            pages += 1
            if pages == PAGES:
                return True
    return False


async def _leave(ctx: ExternalContext, tenant_id: str, user_id: str) -> None:
    seed = new_seed()
    await run_unit(
        lambda: UnitOfWork(ctx.outside.store, tenant_id, ctx.scope, IdSequence(seed)),
        lambda work: remove_from_tenant(work, user_id),
    )


async def _delete_files(ctx: ExternalContext, tenant_id: str) -> bool:
    listed = await ctx.outside.files.list(f"tenants/{tenant_id}/", limit=PAGES)
    for file in listed.files:
        await ctx.outside.files.delete(file.path)
    return listed.next_cursor is not None
