"""A person's name, for themselves at once, for each tenant they are a member of by `rename_member`."""

from shared.domain.accounts.schemas import ProfileView
from shared.domain.tenants.events import MemberRenamed
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
    record = await rename_user(ctx.work, user.user_id, email=user.email or "", display_name=request.display_name)
    for tenant_id in record.tenant_ids:
        ctx.work.emit(MemberRenamed(user_id=user.user_id), to=tenant_id)
    return ProfileView(
        id=user.user_id, email=user.email, email_verified=user.email_verified, display_name=request.display_name
    )
