"""What belongs to no tenant goes last: the record, the settings, the sign-in sessions and the account itself."""

from shared.auth.sign_in_sessions import sessions_path
from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.events import AccountErasureRequested
from shared.domain.accounts.settings import delete_settings
from shared.domain.tenants.users import forget_user
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(AccountErasureRequested, external=True)
async def erase_account(event: AccountErasureRequested, ctx: ExternalContext) -> None:
    """Delete an account, unless its person has joined a tenant since."""

    async def forget(work: UnitOfWork) -> bool:
        if not await forget_user(work, event.user_id):
            return False
        await delete_settings(work, event.user_id)
        sessions = await work.global_documents.get(sessions_path(event.user_id))
        if sessions is not None:
            work.global_documents.delete(sessions)
        return True

    if await ctx.prepare(forget):
        await ctx.outside.identity.delete_account(event.user_id)
