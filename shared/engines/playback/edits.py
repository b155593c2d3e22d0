"""Edits of a text: what is deleted and inserted at a place, when. Places count Unicode code points from 0."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """At `ms` since the beginning, `deleted` code points from `at` on gave way to `inserted`.

    One that `resets` replaces the whole text, whatever it was; `at` and `deleted` are 0 then.
    """

    ms: int
    at: int
    deleted: int
    inserted: str
    resets: bool = False

    def fits(self, length: int) -> bool:
        """Tell whether a text of this length has the place."""
        return self.resets or self.at + self.deleted <= length

    def growth(self, length: int) -> int:
        """Return by how much a text of this length grows."""
        return len(self.inserted) - (length if self.resets else self.deleted)

    def applied(self, text: str) -> str:
        """Return the text after the edit; it must fit."""
        if self.resets:
            return self.inserted
        return f"{text[: self.at]}{self.inserted}{text[self.at + self.deleted :]}"


def first_misfit(length: int, edits: Iterable[Edit], longest: int) -> int | None:
    """Return which edit of a text of this length has no place in it, or makes it too long; None where all fit."""
    for place, edit in enumerate(edits):
        if not edit.fits(length):
            return place
        length += edit.growth(length)
        if length > longest:
            return place
    return None


def played(text: str, edits: Iterable[Edit]) -> str:
    """Return a text after edits that fit."""
    for edit in edits:
        text = edit.applied(text)
    return text


def in_order(edits: Sequence[Edit], not_before: int) -> list[Edit]:
    """Return edits whose times never go backwards: an earlier one counts for the time of the one before it."""
    ordered: list[Edit] = []
    for edit in edits:
        not_before = max(not_before, edit.ms)
        ordered.append(edit if edit.ms == not_before else _at(edit, not_before))
    return ordered


def _at(edit: Edit, ms: int) -> Edit:
    return Edit(ms, edit.at, edit.deleted, edit.inserted, edit.resets)
