"""The audit log."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.audit.repository import AUDIT_LIST, AuditEntryRepository
from shared.domain.audit.schemas import AuditEntryView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListAuditEntries(ListRequest):
    """Whose entries, about what; an actor is named as entries name it, `user:<id>`."""

    actor: Identifier | None = None
    action: Identifier | None = None


@query("GET /v1/audit-entries", permission=Permission.AUDIT_READ, lists=AUDIT_LIST)
async def list_audit_entries(request: ListAuditEntries, ctx: QueryContext) -> Page[AuditEntryView]:
    """List audit entries, newest first."""
    filters = {"actor": request.actor, "action": request.action}
    page = await AuditEntryRepository(ctx.reads).page(AUDIT_LIST, request.page(), filters)
    return page.with_items([AuditEntryView.of(entry) for entry in page.items])
