"""Knowledge bases: a draft that people edit, and versions that never change, of which agents read the active one.

A draft holds only what differs from the active version: items that are new or changed, and items that go.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import StringConstraints

from shared.data.repository import Entity
from shared.engines.knowledge.items import ItemKind
from shared.errors import FailedPrecondition, PermissionDenied
from shared.model import FrozenModel

MAX_ITEMS = 10_000
MAX_BYTES = 32 * 1024 * 1024
"""What a version may hold, as JSON."""

Note = Annotated[str, StringConstraints(max_length=2_000)]


class DraftState(StrEnum):
    """A draft is edited, then looked at, then on its way to be a version."""

    EDITING = "editing"
    SUBMITTED = "submitted"
    PUBLISHING = "publishing"


class KnowledgeBase(Entity):
    """An app's knowledge, by the app's id; `draft` counts its drafts, `active_version` is 0 before there is any."""

    draft: int = 1
    state: DraftState = DraftState.EDITING
    submitted_by: str | None = None
    submitted_at: datetime | None = None
    approved_by: str | None = None
    note: str = ""
    operation_id: str | None = None
    active_version: int = 0

    def require_editable(self) -> None:
        """Raise FailedPrecondition while others look at the draft: what they approve is what they saw."""
        if self.state is not DraftState.EDITING:
            raise FailedPrecondition("the draft is submitted; reject it to go on editing", code="draft_submitted")

    def submitted(self, *, by: str, note: str, at: datetime) -> Self:
        """Return the base with its draft to be looked at."""
        self.require_editable()
        return self.with_(state=DraftState.SUBMITTED, submitted_by=by, submitted_at=at, note=note)

    def approved(self, *, by: str, operation_id: str, by_another: bool) -> Self:
        """Return the base with its draft on the way; `by_another` refuses the one who submitted it."""
        if self.state is not DraftState.SUBMITTED:
            raise FailedPrecondition("there is no submitted draft to approve", code="draft_not_submitted")
        if by_another and by == self.submitted_by:
            raise PermissionDenied("somebody else than who submitted it must approve it", code="own_submission")
        return self.with_(state=DraftState.PUBLISHING, approved_by=by, operation_id=operation_id)

    def reopened(self) -> Self:
        """Return the base with its draft to be edited again; whoever is publishing it will find that."""
        return self.with_(
            state=DraftState.EDITING,
            submitted_by=None,
            submitted_at=None,
            approved_by=None,
            note="",
            operation_id=None,
        )

    def discarded(self) -> Self:
        """Return the base with an empty draft."""
        self.require_editable()
        return self.with_(draft=self.draft + 1)

    def published(self, number: int) -> Self:
        """Return the base with a new active version, and an empty draft."""
        return self.reopened().with_(draft=self.draft + 1, active_version=number)

    def rolled_back(self, number: int) -> Self:
        """Return the base with a new active version; a submitted draft must be looked at again.

        Raise FailedPrecondition while a draft is being published upon the version there is.
        """
        if self.state is DraftState.PUBLISHING:
            raise FailedPrecondition("a draft is being published; wait or reject it", code="draft_publishing")
        return self.reopened().with_(active_version=number)


class DraftItem(Entity):
    """What a draft does to one item; without `content` the item goes. `draft_key` names the base and the draft."""

    app_id: str
    draft_key: str
    item_id: str
    kind: ItemKind
    key: str
    content: str | None
    updated_by: str
    updated_at: datetime


class PageRef(FrozenModel):
    """One page of a version: items of a kind from one key to another."""

    id: str
    kind: ItemKind
    first: str
    last: str
    count: int


class Changes(FrozenModel):
    """How a version differs from the one it follows."""

    added: int = 0
    changed: int = 0
    removed: int = 0


class KnowledgeVersion(Entity):
    """A version; it never changes, and shares the pages that are as they were with the one before.

    `restored` is the number of the version that it brings back.
    """

    app_id: str
    number: int
    pages: tuple[PageRef, ...]
    changes: Changes = Changes()
    note: str = ""
    submitted_by: str | None = None
    approved_by: str
    restored: int | None = None
    created_at: datetime

    def count(self, kind: ItemKind) -> int:
        """Return how many items of a kind it has."""
        return sum(page.count for page in self.pages if page.kind is kind)


class KnowledgePage(Entity):
    """Some items of a kind in the order of their keys, compressed; the id is the hash of what it holds."""

    app_id: str
    kind: ItemKind
    data: bytes


def draft_key(app_id: str, draft: int) -> str:
    """Return what the items of a draft are found by."""
    return f"{app_id}.{draft}"


def draft_item_id(app_id: str, draft: int, item_id: str) -> str:
    """Return the id of an item in a draft."""
    return f"{app_id}.{draft}.{item_id}"


def version_id(app_id: str, number: int) -> str:
    """Return the id of a version."""
    return f"{app_id}.{number}"
