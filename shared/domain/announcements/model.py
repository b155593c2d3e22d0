"""What the platform tells all tenants: one board, a document outside tenants that one read brings."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from shared.data.unit_of_work import Reads, UnitOfWork
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, NotFound
from shared.model import FrozenModel

PATH = "platform/announcements"
MAX_KEPT = 100
"""Announcements on the board; those that ended first make room."""


class Severity(StrEnum):
    """How much it matters to whoever reads it."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


class Announcement(FrozenModel):
    """One notice, shown from `starts_at` until before `ends_at`, None being until somebody ends it."""

    id: str
    title: str
    text: str
    severity: Severity
    starts_at: datetime
    ends_at: datetime | None
    created_by: str
    created_at: datetime

    def is_over(self, *, at: datetime) -> bool:
        """Whether it is shown no more."""
        return self.ends_at is not None and at >= self.ends_at

    def is_current(self, *, at: datetime) -> bool:
        """Whether it is shown."""
        return self.starts_at <= at and not self.is_over(at=at)

    def ended(self, *, at: datetime) -> Self:
        """Return the announcement as it is shown no more; one that is over stays as it is."""
        return self if self.is_over(at=at) else self.with_(ends_at=at)


class Board(FrozenModel):
    """All announcements, the latest first."""

    announcements: tuple[Announcement, ...] = ()

    def current(self, *, at: datetime) -> tuple[Announcement, ...]:
        """Return what is shown."""
        return tuple(each for each in self.announcements if each.is_current(at=at))

    def with_added(self, announcement: Announcement, *, at: datetime) -> Self:
        """Return the board with one more; raise InvalidInput for one that would never be shown.

        Raise FailedPrecondition where the board is full of what has not ended.
        """
        if announcement.ends_at is not None and announcement.ends_at <= max(at, announcement.starts_at):
            problem = FieldProblem("/endsAt", "not_after_start", "end it after it starts, and after now")
            raise InvalidInput("this would never be shown", fields=[problem])
        kept = (announcement, *self.announcements)
        if len(kept) > MAX_KEPT:
            over = [each for each in kept if each.is_over(at=at)]
            if not over:
                raise FailedPrecondition("the board is full: end an announcement first", code="board_full")
            kept = tuple(each for each in kept if each is not over[-1])
        return self.with_(announcements=kept)

    def with_ended(self, id: str, *, at: datetime) -> tuple[Self, Announcement]:
        """Return the board with one announcement ended, and that; raise NotFound where there is none."""
        ended = next((each.ended(at=at) for each in self.announcements if each.id == id), None)
        if ended is None:
            raise NotFound("there is no such announcement", code="announcement_not_found")
        announcements = tuple(ended if each.id == id else each for each in self.announcements)
        return self.with_(announcements=announcements), ended


async def read_board(reads: Reads) -> Board:
    """Return the platform's board; an empty one where nothing was ever announced."""
    document = await reads.global_documents.get(PATH)
    return Board.model_validate(document.data) if document else Board()


async def write_board(work: UnitOfWork, board: Board) -> None:
    """Store the next state of the board."""
    data = {**board.to_data(), "schemaVersion": 1}
    document = await work.global_documents.get(PATH)
    if document is None:
        work.global_documents.create(PATH, data)
    else:
        work.global_documents.update(document, data)
