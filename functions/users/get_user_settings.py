"""How somebody wants to be served."""

from shared.domain.accounts.settings import UserSettings, find_settings
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Access, query
from shared.runtime.requests import Request


class GetUserSettings(Request):
    """Nothing to say: they are the caller's own."""


@query("GET /v1/profile/settings", access=Access.SIGNED_IN, tenantless=True)
async def get_user_settings(request: GetUserSettings, ctx: QueryContext) -> UserSettings:
    """Get one's own settings."""
    return await find_settings(ctx.reads, ctx.user.user_id)
