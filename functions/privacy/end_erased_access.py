"""What an erased person could still act by, or be found by, goes without waiting for the log's next checkpoint."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.avatars import AvatarRepository
from shared.domain.api_keys.repository import ApiKeyRepository
from shared.domain.audit.erasures import Erasure, ErasureRepository
from shared.domain.audit.events import ErasureRequested
from shared.domain.notifications.preferences import NotificationPreferencesRepository
from shared.domain.privacy.events import PersonalDataExportExpired
from shared.domain.privacy.exports import PersonalDataExportRepository
from shared.domain.tenants.searching import SEARCH_KIND
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

BATCH = 100


@subscriber(ErasureRequested, external=True)
async def end_erased_access(event: ErasureRequested, ctx: ExternalContext) -> None:
    """Revoke an erased member's API keys; delete their picture, preferences, search entry and exports about them."""

    async def read(work: UnitOfWork) -> Erasure | None:
        return await ErasureRepository(work).find(event.erasure_id)

    erasure = await ctx.prepare(read)
    if erasure is None:
        return
    if erasure.member_id is not None:
        await _end_member(ctx, erasure.member_id)

    async def expire_exports(work: UnitOfWork) -> None:
        for export in await PersonalDataExportRepository(work).about(erasure.subject_id):
            work.emit(PersonalDataExportExpired(export_id=export.id))

    await ctx.finish(expire_exports)


async def _end_member(ctx: ExternalContext, member_id: str) -> None:
    async def revoke(work: UnitOfWork) -> bool:
        keys = ApiKeyRepository(work)
        found = await keys.of_author(member_id, BATCH)
        for key in found:
            keys.save(key.revoked(at=ctx.now))
        return len(found) == BATCH

    while await ctx.prepare(revoke):
        pass

    async def avatar_path(work: UnitOfWork) -> str | None:
        avatar = await AvatarRepository(work).find(member_id)
        return avatar.path if avatar else None

    path = await ctx.prepare(avatar_path)
    if path is not None:
        await ctx.files.delete(path)
    await ctx.search.remove(SEARCH_KIND, member_id)

    async def remove(work: UnitOfWork) -> None:
        avatars, preferences = AvatarRepository(work), NotificationPreferencesRepository(work)
        for repository in (avatars, preferences):
            found = await repository.find(member_id)
            if found is not None:
                work.delete(repository.path(member_id))

    await ctx.prepare(remove)
