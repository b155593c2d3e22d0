"""Prompt cards: a draft that is edited, immutable versions of it, and labels that move between the versions."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from shared.data.repository import Entity
from shared.domain.cards.content import CardContent
from shared.errors import Aborted, FailedPrecondition, NotFound

MAX_LABELS = 20
DRAFT = "draft"
LATEST = "latest"

Note = Annotated[str, StringConstraints(max_length=500)]
VersionLabel = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z][a-z0-9_-]*$")]
VersionName = Annotated[str, StringConstraints(max_length=40, pattern=r"^([1-9][0-9]{0,8}|[a-z][a-z0-9_-]*)$")]
"""A version's number, a label, or `latest`; where a draft will do as well, `draft`."""


class CardStatus(StrEnum):
    """Whether a card, or a set of cases, is in use."""

    ACTIVE = "active"
    ARCHIVED = "archived"


class Card(Entity):
    """A card as its authors see it; `labels` are version numbers by name, and `versions` is the latest number."""

    content: CardContent
    status: CardStatus = CardStatus.ACTIVE
    versions: int = 0
    saved: bool = False
    labels: dict[str, int] = Field(default_factory=dict[str, int])
    created_by: str
    created_at: datetime
    updated_at: datetime

    def edited(self, content: CardContent, *, at: datetime) -> Self:
        """Return the card with another draft; raise FailedPrecondition when it is archived."""
        self.require_active()
        saved = self.saved and content == self.content
        return self.with_(content=content, saved=saved, updated_at=at)

    def drafted(self, version: "CardVersion", *, at: datetime) -> Self:
        """Return the card with a version's content as its draft; raise FailedPrecondition when it is archived."""
        edited = self.edited(version.content, at=at)
        return edited.with_(saved=edited.saved or version.number == self.versions)

    def versioned(self, *, at: datetime) -> Self:
        """Return the card with one more version; raise FailedPrecondition where it would be the same as the last."""
        self.require_active()
        if self.saved:
            raise FailedPrecondition("the draft is the latest version already", code="card_unchanged")
        return self.with_(versions=self.versions + 1, saved=True, updated_at=at)

    def labelled(self, label: str, version: int, *, expected: int | None, at: datetime) -> Self:
        """Return the card with a label on one of its versions.

        `expected` is the version that the label is believed to be on, 0 for none: raise Aborted where it isn't,
        NotFound for a version that there is not, and FailedPrecondition when there are too many labels.
        """
        self.require_active()
        if label in (DRAFT, LATEST):
            raise FailedPrecondition(f"{label} always means the {label}; choose another label", code="label_reserved")
        if not 1 <= version <= self.versions:
            raise NotFound("the card has no such version", code="card_version_not_found")
        self._require_on(label, expected)
        labels = {**self.labels, label: version}
        if len(labels) > MAX_LABELS:
            raise FailedPrecondition(f"a card has at most {MAX_LABELS} labels; remove one", code="too_many_labels")
        return self.with_(labels=labels, updated_at=at)

    def without_label(self, label: str, *, at: datetime) -> Self:
        """Return the card without a label; raise NotFound where it has none of that name."""
        self.require_active()
        if label not in self.labels:
            raise NotFound("the card has no such label", code="card_label_not_found")
        return self.with_(labels={name: each for name, each in self.labels.items() if name != label}, updated_at=at)

    def archived(self, *, at: datetime) -> Self:
        """Return the card put away; raise FailedPrecondition when it is already."""
        self.require_active()
        return self.with_(status=CardStatus.ARCHIVED, updated_at=at)

    def restored(self, *, at: datetime) -> Self:
        """Return the card in use again; raise FailedPrecondition where it isn't archived."""
        if self.status is CardStatus.ACTIVE:
            raise FailedPrecondition("the card is not archived", code="card_not_archived")
        return self.with_(status=CardStatus.ACTIVE, updated_at=at)

    def number_of(self, version: str) -> int:
        """Return the number that a version's name stands for, 0 for the draft; raise NotFound where it is none."""
        if version == DRAFT:
            return 0
        number = int(version) if version.isdecimal() else self.labels.get(version, 0)
        if version == LATEST:
            number = self.versions
        if not 1 <= number <= self.versions:
            raise NotFound("the card has no such version", code="card_version_not_found")
        return number

    def require_active(self) -> None:
        """Raise FailedPrecondition when the card is archived."""
        if self.status is CardStatus.ARCHIVED:
            raise FailedPrecondition("the card is archived; restore it first", code="card_archived")

    def _require_on(self, label: str, expected: int | None) -> None:
        current = self.labels.get(label, 0)
        if expected is not None and expected != current:
            message = f"the label is on version {current} now" if current else "the label is on no version now"
            raise Aborted(f"{message}; look before you move it", code="label_moved")


class CardVersion(Entity):
    """A card's content as it was saved; it never changes."""

    card_id: str
    number: int
    content: CardContent
    note: Note = ""
    created_by: str
    created_at: datetime


def version_id(card_id: str, number: int) -> str:
    """Return the id of one version."""
    return f"{card_id}:{number}"
