"""What signals, edits and comparisons come to, by measure, each with where it shows in the timeline."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.domain.integrity.rules import (
    BURST_SECONDS,
    LARGE_PASTE,
    LONG_ABSENCE_SECONDS,
    PASTE_WITHIN_SECONDS,
    Measure,
)
from shared.domain.integrity.signals import Signal, SignalKind, SignalLog
from shared.engines.playback.chapters import Chapter

_COUNTED = {
    SignalKind.FULL_SCREEN_LEFT: Measure.FULL_SCREEN_LEFT,
    SignalKind.SECOND_TAB: Measure.SECOND_TAB,
    SignalKind.ADDRESS_CHANGED: Measure.ADDRESS_CHANGED,
    SignalKind.DEVICE_CHANGED: Measure.DEVICE_CHANGED,
    SignalKind.CLOCK_CHANGED: Measure.CLOCK_CHANGED,
}


@dataclass(frozen=True, slots=True)
class Alike:
    """Another attempt's program that is like this one's; `lines` are this one's and the other's, both ends included."""

    question_id: str
    other_attempt_id: str
    share: float
    lines: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Observed:
    """All that is known of an attempt; `lengths` are those of the saved answers, in characters."""

    ended_at: datetime
    log: SignalLog
    lengths: Mapping[str, int] = field(default_factory=dict[str, int])
    chapters: Mapping[str, Sequence[Chapter]] = field(default_factory=dict[str, Sequence[Chapter]])
    alike: Sequence[Alike] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A measured value with the ids of the timeline's entries that show it."""

    measure: Measure
    value: float
    shown_by: tuple[str, ...] = ()
    question_id: str | None = None
    alike: Alike | None = None


Numbered = Sequence[tuple[str, Signal]]


def signal_id(place: int) -> str:
    """Return the timeline's id of a signal by its place in the log."""
    return f"signal:{place}"


def edits_id(question_id: str, place: int) -> str:
    """Return the timeline's id of a chapter of an answer's edits."""
    return f"edits:{question_id}:{place}"


def observations(observed: Observed) -> Iterator[Observation]:
    """Yield what an attempt comes to by each measure."""
    # A log is in the order of arrival; tabs report late.
    numbered = sorted(((signal_id(place), each) for place, each in enumerate(observed.log.signals)), key=_time)
    yield from _pasted(numbered, observed.lengths)
    yield from _absences(numbered, observed.ended_at)
    yield from _counted(numbered)
    yield Observation(Measure.SIGNALS_MISSING, observed.log.missing)
    for question_id, chapters in observed.chapters.items():
        yield from _bursts(question_id, chapters)
    for alike in observed.alike:
        yield Observation(Measure.SIMILAR_SUBMISSION, alike.share, question_id=alike.question_id, alike=alike)


def _pasted(numbered: Numbered, lengths: Mapping[str, int]) -> Iterator[Observation]:
    for question_id, length in lengths.items():
        pastes = [
            (id, each)
            for id, each in numbered
            if each.kind == SignalKind.PASTED and each.question_id == question_id and each.size
        ]
        if pastes and length:
            share = min(1.0, sum(each.size or 0 for _, each in pastes) / length)
            yield Observation(Measure.PASTED_SHARE, share, tuple(id for id, _ in pastes), question_id)


def _absences(numbered: Numbered, ended_at: datetime) -> Iterator[Observation]:
    """Pair what left the focus with what came back, tab by tab; a paste belongs to the last long absence before it."""
    away: dict[int | None, tuple[str, datetime]] = {}
    total = timedelta()
    shown: list[str] = []
    last_long: tuple[str, datetime] | None = None
    pastes: list[tuple[str, str]] = []
    for id, each in numbered:
        if each.kind == SignalKind.FOCUS_LOST:
            away.setdefault(each.source, (id, each.at))
        elif each.kind == SignalKind.FOCUS_REGAINED and each.source in away:
            left_id, left_at = away.pop(each.source)
            total += each.at - left_at
            shown.append(left_id)
            if each.at - left_at >= timedelta(seconds=LONG_ABSENCE_SECONDS):
                last_long = (left_id, each.at)
        elif each.kind == SignalKind.PASTED and last_long is not None and (each.size or 0) >= LARGE_PASTE:
            if each.at - last_long[1] <= timedelta(seconds=PASTE_WITHIN_SECONDS):
                pastes.append((last_long[0], id))
    for left_id, left_at in away.values():
        total += max(ended_at - left_at, timedelta())
        shown.append(left_id)
    yield Observation(Measure.ABSENCE, total // timedelta(seconds=1), tuple(shown))
    pairs = tuple(id for pair in pastes for id in pair)
    yield Observation(Measure.PASTE_AFTER_ABSENCE, len(pastes), tuple(dict.fromkeys(pairs)))


def _counted(numbered: Numbered) -> Iterator[Observation]:
    counts = Counter(each.kind for _, each in numbered)
    for kind, measure in _COUNTED.items():
        yield Observation(measure, counts[kind.value], tuple(id for id, each in numbered if each.kind == kind))


def _bursts(question_id: str, chapters: Sequence[Chapter]) -> Iterator[Observation]:
    """Find the most single characters entered in any few seconds."""
    window: deque[int] = deque()
    most, where = 0, 0
    for place, chapter in enumerate(chapters):
        for edit in chapter.edits:
            if len(edit.inserted) != 1 or edit.resets:
                continue
            window.append(edit.ms)
            while edit.ms - window[0] > BURST_SECONDS * 1000:
                window.popleft()
            if len(window) > most:
                most, where = len(window), place
    yield Observation(Measure.TYPING_BURST, most, (edits_id(question_id, where),), question_id)


def _time(numbered: tuple[str, Signal]) -> datetime:
    return numbered[1].at
