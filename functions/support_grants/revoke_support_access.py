"""Staff whose grant is revoked are refused within 30 seconds."""

from shared.auth.permissions import Permission
from shared.domain.tenants.support import SupportGrantRepository, SupportGrantView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RevokeSupportAccess(Request):
    """Whose grant."""

    staff_user_id: Identifier


@command(
    "POST /v1/support-grants/{staffUserId}/revoke",
    permission=Permission.SUPPORT_GRANTS_MANAGE,
    loads=Loads(SupportGrantRepository, "staff_user_id"),
)
async def revoke_support_access(request: RevokeSupportAccess, ctx: CommandContext) -> SupportGrantView:
    """Revoke a support grant; one that was revoked stays as it is."""
    grants = SupportGrantRepository(ctx.work)
    grant = await grants.get(request.staff_user_id)
    revoked = grant.revoked(at=ctx.now)
    if revoked is not grant:
        grants.save(revoked)
    return SupportGrantView.of(revoked)
