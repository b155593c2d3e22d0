"""Cards as callers see them."""

from datetime import datetime
from typing import Self

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
