"""What happens to cards."""

from typing import ClassVar

from shared.events.event import Event


class CardChanged(Event):
    """A card was made, edited, archived or restored."""

    type: ClassVar[str] = "cards.card.changed.v1"
    card_id: str


class CardVersionSaved(Event):
    """A card has a new version."""

    type: ClassVar[str] = "cards.version.saved.v1"
    card_id: str
    version: int


class CardLabelMoved(Event):
    """A label of a card is on another version; on none where `version` is 0."""

    type: ClassVar[str] = "cards.label.moved.v1"
    card_id: str
    label: str
    version: int


class CardCommentMentioned(Event):
    """A comment on a card mentions members who have not been told yet."""

    type: ClassVar[str] = "cards.comment.mentioned.v1"
    card_id: str
    comment_id: str
    member_ids: tuple[str, ...]


class CaseSetChanged(Event):
    """A set of cases was made, edited, archived or restored."""

    type: ClassVar[str] = "cards.case_set.changed.v1"
    case_set_id: str


class CaseSetVersionSaved(Event):
    """A set of cases has a new version."""

    type: ClassVar[str] = "cards.case_set.saved.v1"
    case_set_id: str
    version: int
