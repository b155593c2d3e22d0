"""A person's name for themselves; tenants go on knowing a member by the name they joined with."""

from shared.domain.accounts.schemas import ProfileView
from shared.domain.tenants.schemas import DisplayName
from shared.domain.tenants.users import rename_user
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.requests import Request


class UpdateProfile(Request):
    """What changes."""

    display_name: DisplayName


@command("PATCH /v1/profile", access=Access.SIGNED_IN, tenantless=True)
async def update_profile(request: UpdateProfile, ctx: CommandContext) -> ProfileView:
    """Change one's own profile."""
    user = ctx.user
    await rename_user(ctx.work, user.user_id, email=user.email or "", display_name=request.display_name)
    return ProfileView(
        id=user.user_id, email=user.email, email_verified=user.email_verified, display_name=request.display_name
    )
