"""Chapters: a key frame and the edits that follow it, packed; and how to find any moment in them.

Characters typed one after the other within `JOINED_WITHIN` are packed as one step with the time of each, so that
nothing is lost. Seeking bisects key frames, and plays at most `STRIDE` edits.
"""

import json
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.engines.playback.edits import Edit, played

STRIDE = 64
JOINED_WITHIN = 2_000
"""In milliseconds."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A text at `ms`, and what was done to it from then on, in order."""

    ms: int
    text: str
    edits: tuple[Edit, ...] = ()
    _frames: list[str] = field(init=False, compare=False, repr=False, default_factory=list[str])

    def __post_init__(self) -> None:
        text = self.text
        for begin in range(0, len(self.edits), STRIDE):
            self._frames.append(text)
            text = played(text, self.edits[begin : begin + STRIDE])
        self._frames.append(text)

    @property
    def last(self) -> str:
        """The text after all edits."""
        return self._frames[-1]

    @property
    def end_ms(self) -> int:
        """When the last edit was."""
        return self.edits[-1].ms if self.edits else self.ms

    def count_until(self, ms: int) -> int:
        """Return how many edits were made until then, that moment included."""
        return bisect_right(self.edits, ms, key=lambda edit: edit.ms)

    def after(self, count: int) -> str:
        """Return the text after so many edits."""
        whole = count // STRIDE
        return played(self._frames[whole], self.edits[whole * STRIDE : count])

    def at(self, ms: int) -> str:
        """Return the text as it was at a moment."""
        return self.after(self.count_until(ms))

    def continued(self, edits: Sequence[Edit]) -> "Chapter":
        """Return the chapter with further edits that fit."""
        return Chapter(self.ms, self.text, (*self.edits, *edits))


def packed(chapter: Chapter) -> bytes:
    """Return a chapter as few bytes."""
    steps = [_step(run, before) for run, before in _runs(chapter)]
    return zlib.compress(
        json.dumps([chapter.ms, chapter.text, steps], ensure_ascii=False, separators=(",", ":")).encode(), 6
    )


def readable(content: bytes) -> Any:
    """Return what was packed as JSON holds it: when it begins, its text, and each step as times, place, how many
    code points were deleted (-1 for all) and what was inserted.
    """
    return json.loads(zlib.decompress(content))


def unpacked(content: bytes) -> Chapter:
    """Return the chapter that was packed."""
    ms, text, steps = readable(content)
    edits: list[Edit] = []
    last = ms
    for step in steps:
        for edit in _edits(step, last):
            edits.append(edit)
            last = edit.ms
    return Chapter(ms, text, tuple(edits))


def chapter_at(beginnings: Sequence[int], ms: int) -> int:
    """Return which of the chapters that begin at these times, in order, holds a moment; the first before all."""
    return max(0, bisect_right(beginnings, ms) - 1)


def _runs(chapter: Chapter) -> list[tuple[list[Edit], int]]:
    """Return the edits in runs that each make one step, with the time before each."""
    runs: list[tuple[list[Edit], int]] = []
    last = chapter.ms
    for edit in chapter.edits:
        if runs and _continues(runs[-1][0], edit):
            runs[-1][0].append(edit)
        else:
            runs.append(([edit], last))
        last = edit.ms
    return runs


def _continues(run: list[Edit], edit: Edit) -> bool:
    """Tell whether an edit types on where the run ended, character by character."""
    before = run[-1]
    if edit.resets or before.resets or edit.deleted or before.deleted or edit.ms - before.ms > JOINED_WITHIN:
        return False
    return len(edit.inserted) == len(before.inserted) == 1 and edit.at == before.at + 1


def _step(run: list[Edit], before_ms: int) -> list[Any]:
    """Return a run as one step; `readable` says what is in it."""
    times: list[int] = []
    for edit in run:
        times.append(edit.ms - before_ms)
        before_ms = edit.ms
    first = run[0]
    inserted = "".join(edit.inserted for edit in run)
    return [times, first.at, -1 if first.resets else first.deleted, inserted]


def _edits(step: list[Any], before_ms: int) -> list[Edit]:
    times, at, deleted, inserted = step
    if len(times) == 1:
        return [Edit(before_ms + times[0], at, max(deleted, 0), inserted, deleted < 0)]
    edits: list[Edit] = []
    for place, (waited, character) in enumerate(zip(times, inserted, strict=True)):
        before_ms += waited
        edits.append(Edit(before_ms, at + place, 0, character))
    return edits
