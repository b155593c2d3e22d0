"""What subscribers could not handle, whose tenant's it may be; neither the data of the events nor of the errors."""

from shared.data.pagination import Page
from shared.domain.dead_letters.model import DeadLetter
from shared.domain.dead_letters.repository import PLATFORM_DEAD_LETTER_LIST
from shared.domain.dead_letters.schemas import PlatformDeadLetterView
from shared.errors import PermissionDenied
from shared.runtime.contexts import StaffContext
from shared.runtime.declare import Access, query
from shared.runtime.requests import Identifier, ListRequest


class ListPlatformDeadLetters(ListRequest):
    """Whose dead letters: of which tenant, of which subscriber."""

    tenant_id: Identifier | None = None
    subscriber: Identifier | None = None


@query(
    "GET /v1/platform/dead-letters",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    lists=PLATFORM_DEAD_LETTER_LIST,
    errors=(PermissionDenied,),
)
async def list_platform_dead_letters(
    request: ListPlatformDeadLetters, ctx: StaffContext
) -> Page[PlatformDeadLetterView]:
    """List events of all tenants that could not be handled, newest first."""
    shape = PLATFORM_DEAD_LETTER_LIST
    filters = shape.filters({"tenantId": request.tenant_id, "subscriber": request.subscriber})
    page = await ctx.documents.page(shape, request.page(), filters)
    letters = [(DeadLetter.model_validate(each.data), str(each.data["tenantId"])) for each in page.items]
    return page.with_items([PlatformDeadLetterView.of(letter, tenant_id=tenant) for letter, tenant in letters])
