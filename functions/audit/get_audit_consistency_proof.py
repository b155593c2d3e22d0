"""Proof that the log only grew."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.audit.schemas import ConsistencyProofView
from shared.domain.audit.tree import TREE_ID, AuditTreeRepository, subtree_hashes
from shared.engines.merkle.tree import consistency_nodes
from shared.errors import FieldProblem, InvalidInput, NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Request


class GetAuditConsistencyProof(Request):
    """From the tree of one size to that of another, which is the newest unless given."""

    from_size: Annotated[int, Field(ge=1)]
    to_size: Annotated[int, Field(ge=1)] | None = None


@query("GET /v1/audit-consistency-proof", permission=Permission.AUDIT_READ, errors=(NotFound,))
async def get_audit_consistency_proof(request: GetAuditConsistencyProof, ctx: QueryContext) -> ConsistencyProofView:
    """Get the proof that the log's tree of one size begins with that of another."""
    tree = await AuditTreeRepository(ctx.reads).get(TREE_ID)
    to_size = request.to_size or tree.size
    if not request.from_size <= to_size <= tree.size:
        problem = FieldProblem("/fromSize", "out_of_range", f"fromSize ≤ toSize ≤ {tree.size}")
        raise InvalidInput("there are no two such trees", fields=[problem])
    hashes = await subtree_hashes(ctx.reads, consistency_nodes(request.from_size, to_size))
    return ConsistencyProofView(
        from_size=request.from_size, to_size=to_size, hashes=tuple(each.hex() for each in hashes)
    )
