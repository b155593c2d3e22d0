"""A person's data erased from the log: parts and salts go, what the tree commits to stays."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

import rfc8785

from shared.data.repository import Entity, Repository
from shared.observability.audit import timestamp

KIND = "erasure"
ERASED_ACTOR = "erased"
_RECEIPT_TITLE = "ella erasure receipt"


class Erasure(Entity):
    """A candidate's erasure; the id is its operation's. `receipt` is a signed note, once nothing is left."""

    invitation_id: str
    created_by: str
    created_at: datetime
    recorded: bool = False
    entries: int = 0
    receipt: str | None = None

    @property
    def actor(self) -> str:
        """The name the log has for whoever is erased."""
        return f"candidate:{self.invitation_id}"

    def receipt_text(self, tenant_id: str, *, at: datetime) -> str:
        """Return what is signed: what was erased and when, without a word of whom."""
        facts = {
            "erasureId": self.id,
            "tenantId": tenant_id,
            "invitationId": self.invitation_id,
            "requestedAt": timestamp(self.created_at),
            "erasedAt": timestamp(at),
            "auditEntries": self.entries,
        }
        return f"{_RECEIPT_TITLE}\n{rfc8785.dumps(facts).decode()}\n"


class ErasureRepository(Repository[Erasure]):
    """Erasures by the id of their operation."""

    collection: ClassVar[str] = "erasures"
    noun: ClassVar[str] = "erasure"
    model = Erasure


def without_personal_parts(data: Mapping[str, Any], erasure: Erasure) -> dict[str, Any]:
    """Return an entry without the paths and digests of what was changed and, if it was the person's, who acted.

    It is about nobody any more, so that it is not found again.
    """
    salts = {**data["salts"], "changes": None}
    kept: dict[str, Any] = {**data, "changes": [], "about": [], "salts": salts, "erasedBy": erasure.id}
    if data["actor"] == erasure.actor:
        salts["who"] = None
        kept |= {"actor": ERASED_ACTOR, "role": None, "address": None, "userAgent": None}
    return kept
