"""Cards as callers see them."""

from datetime import datetime
from typing import Self

from shared.domain.cards.anchors import KeptAnchor, Placement, placed
from shared.domain.cards.changes import CardChange, CardChangeKind
from shared.domain.cards.comments import CardComment
from shared.domain.cards.content import CardContent
from shared.domain.cards.model import Card, CardStatus, CardVersion
from shared.model import FrozenModel, View


class CardView(View):
    """A card with its draft; `saved` tells whether the draft is the latest version."""

    id: str
    content: CardContent
    status: CardStatus
    versions: int
    saved: bool
    labels: dict[str, int]
    created_by: str
    created_at: datetime
    updated_at: datetime


class CardSummary(FrozenModel):
    """A card in a list, without its prompt."""

    id: str
    name: str
    description: str
    tags: tuple[str, ...]
    provider: str | None
    model: str | None
    status: CardStatus
    versions: int
    saved: bool
    labels: dict[str, int]
    created_by: str
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, card: Card) -> Self:
        """Return the summary of a card."""
        content, provider = card.content, card.content.provider
        return cls(
            id=card.id,
            name=content.name,
            description=content.description,
            tags=content.tags,
            provider=provider.provider if provider else None,
            model=provider.model if provider else None,
            status=card.status,
            versions=card.versions,
            saved=card.saved,
            labels=card.labels,
            created_by=card.created_by,
            created_at=card.created_at,
            updated_at=card.updated_at,
        )


class CardVersionView(View):
    """A version of a card."""

    card_id: str
    number: int
    content: CardContent
    note: str
    created_by: str
    created_at: datetime


class CardVersionSummary(FrozenModel):
    """A version in a list, with the labels that are on it now."""

    number: int
    name: str
    note: str
    labels: tuple[str, ...]
    created_by: str
    created_at: datetime

    @classmethod
    def of(cls, version: CardVersion, labels: dict[str, int]) -> Self:
        """Return the summary of a version."""
        return cls(
            number=version.number,
            name=version.content.name,
            note=version.note,
            labels=tuple(sorted(name for name, number in labels.items() if number == version.number)),
            created_by=version.created_by,
            created_at=version.created_at,
        )


class CardCommentView(View):
    """A comment; a deleted one that has replies stays without its words."""

    id: str
    card_id: str
    thread_id: str
    text: str
    anchor: KeptAnchor | None
    mentions: tuple[str, ...]
    replies: int
    created_by: str
    created_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    resolved_at: datetime | None
    resolved_by: str | None


class ListedComment(CardCommentView):
    """A comment in a list: with its author's name, and where in the draft its quote is now."""

    author_name: str | None
    placement: Placement | None

    @classmethod
    def named(cls, comment: CardComment, card: Card, name: str | None) -> Self:
        """Return a comment on a card."""
        shown = CardCommentView.of(comment).model_dump()
        return cls(**shown, author_name=name, placement=placed(comment.anchor, card.content))


class CardChangeView(FrozenModel):
    """A change in a card's history, with the name of whoever made it."""

    id: str
    kind: CardChangeKind
    by: str
    by_name: str | None
    at: datetime
    fields: tuple[str, ...]
    writers: tuple[str, ...]
    version: int | None
    label: str | None
    comment_id: str | None

    @classmethod
    def named(cls, change: CardChange, name: str | None) -> Self:
        """Return a change."""
        return cls(**change.model_dump(exclude={"card_id"}), by_name=name)
