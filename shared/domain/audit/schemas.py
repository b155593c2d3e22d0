"""Audit entries as callers see them."""

from datetime import datetime
from typing import Any

from shared.domain.audit.model import AuditChange
from shared.model import FrozenModel, View
from shared.observability.audit import Outcome


class AuditEntryView(View):
    """One entry; `index` is its place in the log's tree, None until it was sequenced."""

    id: str
    action: str
    outcome: Outcome
    count: int
    actor: str
    role: str | None
    address: str | None
    user_agent: str | None
    target: dict[str, str]
    changes: tuple[AuditChange, ...]
    request_id: str
    at: datetime
    index: int | None


class AuditCheckpointView(View):
    """A signed state of the log: `note` is a C2SP checkpoint, the root is hexadecimal."""

    size: int
    root: str
    note: str
    created_at: datetime


class AuditHeadView(FrozenModel):
    """The newest checkpoint, and the key that checks it."""

    size: int
    root: str
    note: str
    verifier_key: str


class InclusionProofView(FrozenModel):
    """That an entry is in the tree of a size: its record, and hashes in hexadecimal, the lowest first (RFC 9162)."""

    index: int
    tree_size: int
    record: dict[str, Any]
    leaf_hash: str
    hashes: tuple[str, ...]


class ConsistencyProofView(FrozenModel):
    """That the tree of one size begins with that of another: hashes in hexadecimal (RFC 9162)."""

    from_size: int
    to_size: int
    hashes: tuple[str, ...]
