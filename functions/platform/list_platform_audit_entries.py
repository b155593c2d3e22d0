"""The platform's own log: what its staff read across tenants and announced. Their changes are in the tenants' logs."""

from shared.data.pagination import Page
from shared.domain.audit.repository import AUDIT_LIST, AuditEntryRepository
from shared.domain.audit.schemas import AuditEntryView
from shared.errors import PermissionDenied
from shared.runtime.contexts import StaffContext
from shared.runtime.declare import Access, query
from shared.runtime.requests import Identifier, ListRequest


class ListPlatformAuditEntries(ListRequest):
    """Whose entries, about what; an actor is named as entries do, `user:<id>`."""

    actor: Identifier | None = None
    action: Identifier | None = None


@query(
    "GET /v1/platform/audit-entries",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    lists=AUDIT_LIST,
    errors=(PermissionDenied,),
)
async def list_platform_audit_entries(request: ListPlatformAuditEntries, ctx: StaffContext) -> Page[AuditEntryView]:
    """List what platform staff did that concerns no single tenant, newest first."""
    filters = {"actor": request.actor, "action": request.action}
    page = await AuditEntryRepository(ctx.reads).page(AUDIT_LIST, request.page(), filters)
    return page.with_items([AuditEntryView.of(entry) for entry in page.items])
