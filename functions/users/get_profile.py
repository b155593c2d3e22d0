"""Who somebody is, for themselves."""

from shared.domain.accounts.schemas import ProfileView
from shared.domain.tenants.users import find_user
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Access, query
from shared.runtime.requests import Request


class GetProfile(Request):
    """Nothing to say: it is the caller's own."""


@query("GET /v1/profile", access=Access.SIGNED_IN, tenantless=True)
async def get_profile(request: GetProfile, ctx: QueryContext) -> ProfileView:
    """Get one's own profile."""
    user = ctx.user
    record = await find_user(ctx.reads, user.user_id)
    return ProfileView(
        id=user.user_id,
        email=user.email,
        email_verified=user.email_verified,
        display_name=record.display_name if record else "",
    )
