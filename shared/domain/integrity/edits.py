"""How an answer came about. The chapter that is written to lies in the record; one that is full becomes a document."""

from collections.abc import Sequence
from typing import Self

from shared.data.repository import Entity
from shared.engines.playback.chapters import Chapter, chapter_at, packed, unpacked
from shared.engines.playback.edits import Edit, first_misfit, in_order
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput
from shared.model import FrozenModel

MAX_TEXT = 50_000
MAX_EDITS = 50_000
MAX_CHARACTERS = 2_000_000
"""How much one record takes; the rest is not recorded, and the record says so."""

CHAPTER_EDITS = 500
CHAPTER_CHARACTERS = 50_000
CHAPTER_MS = 5 * 60 * 1000

_EMPTY = packed(Chapter(0, ""))


class ChapterMark(FrozenModel):
    """Where a chapter begins: when, in milliseconds since the attempt started, and after how many edits."""

    ms: int
    edits: int


class EditChapter(Entity):
    """A chapter that is full, packed. The id is `attemptId:questionId:place`."""

    attempt_id: str
    content: bytes

    @property
    def chapter(self) -> Chapter:
        """What it holds."""
        return unpacked(self.content)


class EditRecord(Entity):
    """All edits of an answer, numbered from 1. The id is `attemptId:questionId`.

    `chapters` says where each begins; the last one is `content`. `complete` is False once there were too many.
    """

    attempt_id: str
    question_id: str
    seat: str
    edits: int = 0
    characters: int = 0
    end_ms: int = 0
    chapters: tuple[ChapterMark, ...] = (ChapterMark(ms=0, edits=0),)
    content: bytes = _EMPTY
    complete: bool = True

    @classmethod
    def begun(cls, attempt_id: str, question_id: str, seat: str) -> Self:
        """Return the record of an empty answer."""
        return cls(id=record_id(attempt_id, question_id), attempt_id=attempt_id, question_id=question_id, seat=seat)

    @property
    def open(self) -> Chapter:
        """The chapter that is written to."""
        return unpacked(self.content)

    def new(self, seat: str, first: int, edits: Sequence[Edit]) -> Sequence[Edit]:
        """Return those of numbered edits that are not recorded yet.

        Raise FailedPrecondition where some before them are missing, or another tab goes on without a reset.
        """
        details = {"lastSequence": self.edits}
        if seat != self.seat and not (first == self.edits + 1 and edits[0].resets):
            raise FailedPrecondition(
                "another tab wrote last: go on after its last edit, with one that resets the text",
                code="edits_need_reset",
                details=details,
            )
        if first > self.edits + 1:
            message = f"edits from {self.edits + 1} on are missing; send them first"
            raise FailedPrecondition(message, code="edits_missing", details=details)
        return edits[self.edits + 1 - first :]

    def after(self, seat: str, edits: Sequence[Edit]) -> "tuple[Self, EditChapter | None]":
        """Return the record after new edits, and the chapter that is full by them.

        Raise InvalidInput, counting from the first of these edits, for one that has no place in the text.
        """
        characters = self.characters + sum(len(edit.inserted) for edit in edits)
        if not self.complete or self.edits + len(edits) > MAX_EDITS or characters > MAX_CHARACTERS:
            return self.with_(complete=False), None
        chapter = self.open
        misfit = first_misfit(len(chapter.last), edits, MAX_TEXT)
        if misfit is not None:
            place = self.edits + misfit + 1
            message = f"edit {place} is outside the text, or makes it longer than {MAX_TEXT} characters"
            problem = FieldProblem("/edits", "edit_misplaced", f"{message}; send one that resets the text")
            raise InvalidInput(message, code="edit_misplaced", fields=[problem], details={"lastSequence": self.edits})
        chapter = chapter.continued(in_order(edits, self.end_ms))
        record = self.with_(
            seat=seat, edits=self.edits + len(edits), characters=characters, end_ms=chapter.end_ms, content=b""
        )
        if not _is_full(chapter):
            return record.with_(content=packed(chapter)), None
        closed = EditChapter(
            id=chapter_id(self.id, len(self.chapters) - 1), attempt_id=self.attempt_id, content=packed(chapter)
        )
        mark = ChapterMark(ms=chapter.end_ms, edits=record.edits)
        content = packed(Chapter(chapter.end_ms, chapter.last))
        return record.with_(chapters=(*self.chapters, mark), content=content), closed

    def chapter_at(self, ms: int) -> int:
        """Return which chapter holds a moment."""
        return chapter_at([mark.ms for mark in self.chapters], ms)

    def closed_ids(self, first: int, last: int) -> list[str]:
        """Return the ids of the closed chapters among some, both ends included."""
        return [chapter_id(self.id, place) for place in range(first, min(last, len(self.chapters) - 2) + 1)]


def record_id(attempt_id: str, question_id: str) -> str:
    """Return the id of one answer's record."""
    return f"{attempt_id}:{question_id}"


def chapter_id(record: str, place: int) -> str:
    """Return the id of a record's chapter."""
    return f"{record}:{place}"


def _is_full(chapter: Chapter) -> bool:
    return (
        len(chapter.edits) >= CHAPTER_EDITS
        or chapter.end_ms - chapter.ms >= CHAPTER_MS
        or sum(len(edit.inserted) for edit in chapter.edits) >= CHAPTER_CHARACTERS
    )
