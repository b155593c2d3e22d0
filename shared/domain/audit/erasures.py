"""A person's data erased from the log: parts and salts go, what the tree commits to stays."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

import rfc8785

from shared.data.repository import Entity, Repository
from shared.data.unit_of_work import UnitOfWork
from shared.domain.audit.events import ErasureRequested
from shared.observability.audit import timestamp

KIND = "erasure"
ERASED_ACTOR = "erased"
_RECEIPT_TITLE = "ella erasure receipt"


class Erasure(Entity):
    """The erasure of a candidate, by their invitation, or of a member; the id is its operation's.

    `person` is the key of their address, until nothing is left; then `receipt` is a signed note. A member's tasks up to
    `tasks_after` count for them no more.
    """

    invitation_id: str | None = None
    member_id: str | None = None
    person: str | None = None
    created_by: str
    created_at: datetime
    recorded: bool = False
    entries: int = 0
    tasks_after: str = ""
    figures_forgotten: bool = False
    receipt: str | None = None

    @property
    def actor(self) -> str:
        """The name the log has for whoever is erased."""
        return f"user:{self.member_id}" if self.member_id else f"candidate:{self.invitation_id}"

    @property
    def subject_id(self) -> str:
        """Whom entries are about, by the id that stays as their pseudonym."""
        return self.member_id or self.invitation_id or ""

    def receipt_text(self, tenant_id: str, *, at: datetime) -> str:
        """Return what is signed: what was erased and when, without a word of whom."""
        facts = {
            "erasureId": self.id,
            "tenantId": tenant_id,
            "memberId" if self.member_id else "invitationId": self.subject_id,
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


def request_erasure(work: UnitOfWork, erasure: Erasure) -> None:
    """Have a person's data erased once this has its place in the log."""
    ErasureRepository(work).add(erasure)
    work.emit(ErasureRequested(erasure_id=erasure.id))
    work.about(erasureId=erasure.id)


def without_personal_parts(data: Mapping[str, Any], erasure: Erasure) -> dict[str, Any]:
    """Return an entry without who acted, if it was the person, and without what was changed of theirs.

    All that a candidate changes is their own; what a member changed for the tenant stays, done by nobody in particular.
    The entry is by and about the person no more, so that it is not found again.
    """
    kept: dict[str, Any] = {**data, "salts": dict(data["salts"]), "erasedBy": erasure.id}
    if erasure.member_id is None or erasure.subject_id in data["about"]:
        kept |= {"changes": [], "about": []}
        kept["salts"]["changes"] = None
    if data["actor"] == erasure.actor:
        kept |= {"actor": ERASED_ACTOR, "role": None, "address": None, "userAgent": None}
        kept["salts"]["who"] = None
    return kept
