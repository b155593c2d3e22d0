"""The audit log."""

from pydantic import AwareDatetime

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.data.store import Filter, Operator
from shared.domain.audit.repository import AUDIT_LIST, AuditEntryRepository
from shared.domain.audit.schemas import AuditEntryView
from shared.observability.audit import Outcome
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListAuditEntries(ListRequest):
    """Whose entries, about what, from `since` until before `until`; an actor is named as entries do, `user:<id>`."""

    actor: Identifier | None = None
    action: Identifier | None = None
    outcome: Outcome | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None

    def ranges(self) -> tuple[Filter, ...]:
        """Return the time asked for, as the query takes it."""
        bounds = ((Operator.GREATER_OR_EQUAL, self.since), (Operator.LESS, self.until))
        return tuple(Filter("at", operator, bound) for operator, bound in bounds if bound is not None)


@query("GET /v1/audit-entries", permission=Permission.AUDIT_READ, lists=AUDIT_LIST)
async def list_audit_entries(request: ListAuditEntries, ctx: QueryContext) -> Page[AuditEntryView]:
    """List audit entries, newest first."""
    filters = {"actor": request.actor, "action": request.action, "outcome": request.outcome}
    page = await AuditEntryRepository(ctx.reads).page(AUDIT_LIST, request.page(), filters, request.ranges())
    return page.with_items([AuditEntryView.of(entry) for entry in page.items])
