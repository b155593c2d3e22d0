"""The history of a card: who did what to it and when, each change kept by the commit that made it."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from shared.data.repository import Entity
from shared.domain.cards.content import CardContent


class CardChangeKind(StrEnum):
    """What was done."""

    CREATED = "created"
    DRAFT_EDITED = "draft_edited"
    VERSION_SAVED = "version_saved"
    VERSION_RESTORED = "version_restored"
    LABEL_MOVED = "label_moved"
    LABEL_REMOVED = "label_removed"
    ARCHIVED = "archived"
    RESTORED = "restored"
    COMMENTED = "commented"
    COMMENT_EDITED = "comment_edited"
    COMMENT_DELETED = "comment_deleted"
    THREAD_RESOLVED = "thread_resolved"
    THREAD_REOPENED = "thread_reopened"


class CardChange(Entity):
    """One change. `fields` are the parts of the draft that are others now.

    `writers` have written in the card's room what `by` made the draft.
    """

    card_id: str
    kind: CardChangeKind
    by: str
    at: datetime
    fields: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    version: int | None = None
    label: str | None = None
    comment_id: str | None = None


def changed_fields(before: CardContent, after: CardContent) -> tuple[str, ...]:
    """Return the names of the parts of a card that differ."""
    one, other = before.to_data(), after.to_data()
    return tuple(sorted(name for name in other if one[name] != other[name]))


def writers_of(authors: Iterable[str]) -> tuple[str, ...]:
    """Return who has written something, by the ids of members and the names of keys; Ella is nobody."""
    people = {author.removeprefix("user:") for author in authors if not author.startswith("system:")}
    return tuple(sorted(people))
