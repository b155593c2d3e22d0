"""What members say to each other about a card: threads of one level, at a place in its text or about all of it."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, computed_field

from shared.data.repository import Entity
from shared.domain.cards.anchors import KeptAnchor
from shared.errors import FailedPrecondition, InvalidInput

MAX_REPLIES = 500
MAX_MENTIONS = 20

CommentText = Annotated[str, StringConstraints(min_length=1, max_length=5_000, strip_whitespace=True)]
MemberId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:@-]{0,199}$")]


def _distinct(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


Mentions = Annotated[tuple[MemberId, ...], Field(max_length=MAX_MENTIONS), AfterValidator(_distinct)]


class CardComment(Entity):
    """A comment. What begins a thread has its own id as `thread_id`, and counts its replies.

    `told` are the members who have been told that they are mentioned, so that an edit tells nobody twice.
    """

    card_id: str
    thread_id: str
    text: str
    anchor: KeptAnchor | None = None
    mentions: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    replies: int = 0
    created_by: str
    created_at: datetime
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    resolved_at: datetime | None = None
    resolved_by: str | None = None

    @computed_field
    @property
    def is_reply(self) -> bool:
        """Whether it answers a thread, stored so that threads are listed without their replies."""
        return self.thread_id != self.id

    @computed_field
    @property
    def is_resolved(self) -> bool:
        """Whether the thread it begins is settled, stored so that open ones can be listed."""
        return self.resolved_at is not None

    def replied(self) -> Self:
        """Return the thread with one more reply; raise InvalidInput on a reply, FailedPrecondition when it is full."""
        self.require_thread()
        self.require_there()
        if self.replies >= MAX_REPLIES:
            raise FailedPrecondition(f"a thread has at most {MAX_REPLIES} replies; begin another", code="thread_full")
        return self.with_(replies=self.replies + 1)

    def without_reply(self) -> Self:
        """Return the thread with one reply less."""
        return self.with_(replies=self.replies - 1)

    def edited(self, text: str, mentions: tuple[str, ...], *, at: datetime) -> Self:
        """Return the comment with other words."""
        self.require_there()
        return self.with_(text=text, mentions=mentions, told=(*self.told, *self.to_tell(mentions)), edited_at=at)

    def to_tell(self, mentions: tuple[str, ...]) -> tuple[str, ...]:
        """Return who of those mentioned has not been told yet; nobody is told what they wrote."""
        return tuple(id for id in mentions if id not in self.told and id != self.created_by)

    def emptied(self, *, at: datetime) -> Self:
        """Return a deleted comment whose replies stay."""
        return self.with_(text="", mentions=(), deleted_at=at)

    def resolved(self, by: str, *, at: datetime) -> Self:
        """Return the thread settled; raise FailedPrecondition when it is already."""
        self.require_thread()
        if self.resolved_at is not None:
            raise FailedPrecondition("the thread is resolved already", code="thread_resolved")
        return self.with_(resolved_at=at, resolved_by=by)

    def reopened(self) -> Self:
        """Return the thread open again; raise FailedPrecondition where it is not resolved."""
        self.require_thread()
        if self.resolved_at is None:
            raise FailedPrecondition("the thread is open", code="thread_open")
        return self.with_(resolved_at=None, resolved_by=None)

    def require_thread(self) -> None:
        """Raise InvalidInput for a reply: threads have one level."""
        if self.is_reply:
            raise InvalidInput("this is a reply; name the comment that begins its thread", code="not_a_thread")

    def require_there(self) -> None:
        """Raise FailedPrecondition for a deleted comment."""
        if self.deleted_at is not None:
            raise FailedPrecondition("the comment was deleted", code="comment_deleted")
