"""Platform staff play again what failed for the platform's fault; the tenant's audit log says so."""

from shared.data.repository import document_id
from shared.domain.dead_letters.replaying import replay
from shared.domain.dead_letters.schemas import PlatformDeadLetterView
from shared.errors import FailedPrecondition, NotFound, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.requests import Identifier, Request


class ReplayPlatformDeadLetter(Request):
    """Which dead letter of which tenant."""

    tenant_id: Identifier
    dead_letter_id: Identifier


@command(
    "POST /v1/platform/tenants/{tenantId}/dead-letters/{deadLetterId}/replay",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    errors=(FailedPrecondition, NotFound, PermissionDenied),
    status=202,
)
async def replay_platform_dead_letter(request: ReplayPlatformDeadLetter, ctx: CommandContext) -> PlatformDeadLetterView:
    """Send an event of any tenant that could not be handled again."""
    ctx.work.enter_tenant(document_id(request.tenant_id))
    letter = await replay(ctx.work, request.dead_letter_id)
    return PlatformDeadLetterView.of(letter, tenant_id=request.tenant_id)
