"""Where the audit log stands."""

from shared.auth.permissions import Permission
from shared.domain.audit.schemas import AuditHeadView
from shared.domain.audit.tree import TREE_ID, AuditTreeRepository, signer
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Request


class GetAuditCheckpoint(Request):
    """Nothing: the newest."""


@query("GET /v1/audit-checkpoint", permission=Permission.AUDIT_READ, errors=(NotFound,))
async def get_audit_checkpoint(request: GetAuditCheckpoint, ctx: QueryContext) -> AuditHeadView:
    """Get the newest signed checkpoint of the audit log."""
    tree = await AuditTreeRepository(ctx.reads).get(TREE_ID)
    key = signer(ctx.config, ctx.reads.tenant_id).verifier_key
    return AuditHeadView(size=tree.size, root=tree.root.hex(), note=tree.note, verifier_key=key)
