"""Platform staff see a tenant only while its owner lets them, and everything they call is in its audit log."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.domain.tenants.support import SupportGrant, SupportGrantRepository, SupportGrantView, SupportRole
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request


class GrantSupportAccess(Request):
    """Whom of the staff to let in, as what, and for how many hours; a new grant stands in place of an older one."""

    staff_user_id: Identifier
    hours: Annotated[int, Field(ge=1, le=72)]
    role: SupportRole = Role.VIEWER


@command("POST /v1/support-grants", permission=Permission.SUPPORT_GRANTS_MANAGE, idempotent=True, status=201)
async def grant_support_access(request: GrantSupportAccess, ctx: CommandContext) -> SupportGrantView:
    """Let one of the platform's staff into the tenant for some hours."""
    grant = SupportGrant(
        id=request.staff_user_id,
        grant_id=ctx.new_id(),
        role=request.role,
        granted_by=ctx.author,
        granted_at=ctx.now,
        expires_at=ctx.now + timedelta(hours=request.hours),
    )
    await SupportGrantRepository(ctx.work).put(grant)
    ctx.work.about(supportGrantId=grant.grant_id, staffUserId=grant.id)
    return SupportGrantView.of(grant)
