"""Proof that an entry is in the log."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.audit.repository import AuditEntryRepository
from shared.domain.audit.schemas import InclusionProofView
from shared.domain.audit.tree import TREE_ID, AuditTreeRepository, subtree_hashes
from shared.engines.merkle.tree import inclusion_nodes, leaf_hash
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput
from shared.observability.audit import canonical_record, record
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetAuditInclusionProof(Request):
    """Of which entry, in the tree of which size; without one in the newest."""

    entry_id: Identifier
    tree_size: Annotated[int, Field(ge=1)] | None = None


def _head_path(request: GetAuditInclusionProof) -> list[str]:
    return [AuditTreeRepository.path(TREE_ID)]


@query(
    "GET /v1/audit-entries/{entryId}/inclusion-proof",
    permission=Permission.AUDIT_READ,
    loads=Loads(AuditEntryRepository, "entry_id", beside=_head_path, tagged=False),
    errors=(FailedPrecondition,),
)
async def get_audit_inclusion_proof(request: GetAuditInclusionProof, ctx: QueryContext) -> InclusionProofView:
    """Get the proof that an entry is in the log's tree."""
    entry = await AuditEntryRepository(ctx.reads).get(request.entry_id)
    tree = await AuditTreeRepository(ctx.reads).find(TREE_ID)
    if entry.index is None or tree is None:
        raise FailedPrecondition("the entry has no place in the tree yet; ask again in a minute", code="not_sequenced")
    size = request.tree_size or tree.size
    if not entry.index < size <= tree.size:
        problem = FieldProblem("/treeSize", "out_of_range", f"between {entry.index + 1} and {tree.size}")
        raise InvalidInput("the tree of this size does not have the entry", fields=[problem])
    hashes = await subtree_hashes(ctx.reads, inclusion_nodes(entry.index, size))
    data = entry.to_data()
    return InclusionProofView(
        index=entry.index,
        tree_size=size,
        record=record(data),
        leaf_hash=leaf_hash(canonical_record(data)).hex(),
        hashes=tuple(each.hex() for each in hashes),
    )
