"""Every state of the audit log that was signed."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.audit.schemas import AuditCheckpointView
from shared.domain.audit.tree import CHECKPOINT_LIST, AuditCheckpointRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListAuditCheckpoints(ListRequest):
    """Which page."""


@query("GET /v1/audit-checkpoints", permission=Permission.AUDIT_READ, lists=CHECKPOINT_LIST)
async def list_audit_checkpoints(request: ListAuditCheckpoints, ctx: QueryContext) -> Page[AuditCheckpointView]:
    """List signed checkpoints of the audit log, the largest first."""
    page = await AuditCheckpointRepository(ctx.reads).page(CHECKPOINT_LIST, request.page())
    return page.with_items([AuditCheckpointView.of(checkpoint) for checkpoint in page.items])
