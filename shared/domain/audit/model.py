"""An entry of the audit log, as `shared.observability.audit` shapes it."""

from datetime import datetime

from shared.data.repository import Entity
from shared.model import FrozenModel
from shared.observability.audit import Outcome


class AuditChange(FrozenModel):
    """A document that was changed: SHA-256 digests (hex) before and after, None where there was or is none."""

    path: str
    before: str | None
    after: str | None


class PartHashes(FrozenModel):
    """Of each personal part its salt, or its salted hash; None for a salt that was erased with its part."""

    who: str | None = None
    changes: str | None = None


class AuditEntry(Entity):
    """Who did what to what, from where; `action` is the name of the function, `target` holds the ids it was about.

    `index` is its place in the log's tree, None until it was sequenced. `count` is how often the same was seen within a
    second; it is 1 for everything that changed something. `erased_by` names the erasure that took personal parts away.
    """

    tenant_id: str
    action: str
    outcome: Outcome = Outcome.DONE
    count: int = 1
    actor: str
    role: str | None
    address: str | None = None
    user_agent: str | None = None
    target: dict[str, str]
    about: tuple[str, ...] = ()
    request_id: str
    changes: tuple[AuditChange, ...] = ()
    at: datetime
    salts: PartHashes = PartHashes()
    commitments: PartHashes = PartHashes()
    index: int | None = None
    erased_by: str | None = None
    pending_shard: int | None = None
