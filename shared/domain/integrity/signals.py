"""Signals: what a client noticed while a candidate worked, and what the server notices itself.

Signals are facts for people to look at. A log is one document, written once for each batch; it holds at most
`MAX_SIGNALS`, and takes at most `MAX_PER_MINUTE` a minute. What is above that is counted, not kept. Addresses and
devices are kept as marks that only tell one from another within the attempt.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from shared.data.repository import Entity
from shared.engines.recording import Recording
from shared.model import FrozenModel

MAX_SIGNALS = 1_000
MAX_PER_MINUTE = 60
MAX_SOURCES = 20
MIN_DIGESTED = 16
"""In characters: what is shorter could be guessed from its digest."""

CLOCK_TOLERANCE = timedelta(minutes=1)

KindName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
ClientTime = Annotated[int, Field(ge=0, lt=2**53)]
"""Milliseconds since 1970 by the client's clock."""


class SignalKind(StrEnum):
    """The kinds that rules know; others are kept as they are."""

    FOCUS_LOST = "focus_lost"
    FOCUS_REGAINED = "focus_regained"
    FULL_SCREEN_LEFT = "full_screen_left"
    SECOND_TAB = "second_tab"
    COPIED = "copied"
    PASTED = "pasted"
    ADDRESS_CHANGED = "address_changed"
    DEVICE_CHANGED = "device_changed"
    CLOCK_CHANGED = "clock_changed"


OWN_KINDS = frozenset({SignalKind.ADDRESS_CHANGED, SignalKind.DEVICE_CHANGED, SignalKind.CLOCK_CHANGED})
"""What the server alone notices."""

_CLIPBOARD = frozenset({SignalKind.COPIED, SignalKind.PASTED})


def is_recorded(kind: str, recording: Recording) -> bool:
    """Tell whether an assessment records signals of a kind that clients send."""
    return recording.clipboard if kind in _CLIPBOARD else recording.activity


class ReportedSignal(FrozenModel):
    """A signal as a client sends it; `size` is in characters, `digest` the SHA-256 of what was pasted or copied."""

    sequence: Annotated[int, Field(ge=1, lt=2**53)]
    kind: KindName
    at_ms: ClientTime
    question_id: Annotated[str, StringConstraints(max_length=200)] | None = None
    size: Annotated[int, Field(ge=0, lt=2**31)] | None = None
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None


class Signal(FrozenModel):
    """A signal as it is kept; `at` is by the server's clock, as near as the client's allows.

    `source` counts the tabs of the log from 0, and is None for what the server noticed; `seconds` is by how much a
    client's clock moved.
    """

    at: datetime
    kind: str
    source: int | None = None
    sequence: int | None = None
    question_id: str | None = None
    size: int | None = None
    digest: str | None = None
    seconds: int | None = None


class Source(FrozenModel):
    """A tab that reports: the last sequence number heard, how many never came, and how far its clock is behind."""

    seat: str
    sequence: int = 0
    missing: int = 0
    offset_ms: int


class Circumstances(FrozenModel):
    """Marks of where a batch came from."""

    address: str
    device: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What one tab sends at once, in order; `sent_ms` is when, by its clock."""

    seat: str
    sent_ms: int
    signals: Sequence[ReportedSignal]
    circumstances: Circumstances
    arrived_at: datetime


class SignalLog(Entity):
    """What was noticed in one attempt. The id is the attempt's."""

    attempt_id: str
    began_at: datetime
    signals: tuple[Signal, ...] = ()
    sources: tuple[Source, ...] = ()
    dropped: int = 0
    minute: int = 0
    in_minute: int = 0
    circumstances: Circumstances | None = None

    @classmethod
    def begun(cls, attempt_id: str, *, at: datetime) -> Self:
        """Return the log of an attempt that started at a time, with nothing in it."""
        return cls(id=attempt_id, attempt_id=attempt_id, began_at=at)

    @property
    def missing(self) -> int:
        """How many signals were numbered and never came."""
        return sum(source.missing for source in self.sources)

    def last_sequence(self, seat: str) -> int:
        """Return the last sequence number heard of a tab, 0 for none."""
        return next((source.sequence for source in self.sources if source.seat == seat), 0)

    def after(self, batch: Batch, recording: Recording) -> Self:
        """Return the log after a batch: what it repeats is left out, and what is too much is counted."""
        log = self._noticing(batch) if recording.devices else self
        place = next((place for place, source in enumerate(log.sources) if source.seat == batch.seat), None)
        if place is None:
            if len(log.sources) >= MAX_SOURCES:
                return log.with_(dropped=log.dropped + len(batch.signals))
            place = len(log.sources)
            log = log.with_(sources=(*log.sources, Source(seat=batch.seat, offset_ms=_offset(batch))))
        source = log.sources[place]
        moved = abs(_offset(batch) - source.offset_ms)
        if recording.devices and timedelta(milliseconds=moved) > CLOCK_TOLERANCE:
            changed = Signal(
                at=batch.arrived_at, kind=SignalKind.CLOCK_CHANGED.value, source=place, seconds=round(moved / 1000)
            )
            log, source = log._with(changed), source.with_(offset_ms=_offset(batch))
        for signal in batch.signals:
            if signal.sequence <= source.sequence:
                continue
            skipped = signal.sequence - source.sequence - 1
            source = source.with_(sequence=signal.sequence, missing=source.missing + skipped)
            if is_recorded(signal.kind, recording):
                log = log._taking(signal, place, batch)
        return log.with_(sources=(*log.sources[:place], source, *log.sources[place + 1 :]))

    def _noticing(self, batch: Batch) -> Self:
        log, before = self, self.circumstances
        if before is not None and before.address != batch.circumstances.address:
            log = log._with(Signal(at=batch.arrived_at, kind=SignalKind.ADDRESS_CHANGED.value))
        if before is not None and before.device != batch.circumstances.device:
            log = log._with(Signal(at=batch.arrived_at, kind=SignalKind.DEVICE_CHANGED.value))
        return log.with_(circumstances=batch.circumstances)

    def _taking(self, signal: ReportedSignal, place: int, batch: Batch) -> Self:
        minute = (batch.arrived_at - self.began_at) // timedelta(minutes=1)
        taken = self.in_minute if minute == self.minute else 0
        if taken >= MAX_PER_MINUTE:
            return self.with_(dropped=self.dropped + 1)
        age = timedelta(milliseconds=max(0, min(batch.sent_ms - signal.at_ms, _ms(batch.arrived_at - self.began_at))))
        digested = signal.size is not None and signal.size >= MIN_DIGESTED
        kept = Signal(
            at=batch.arrived_at - age,
            kind=signal.kind,
            source=place,
            sequence=signal.sequence,
            question_id=signal.question_id,
            size=signal.size,
            digest=signal.digest if digested else None,
        )
        return self._with(kept).with_(minute=minute, in_minute=taken + 1)

    def _with(self, signal: Signal) -> Self:
        if len(self.signals) >= MAX_SIGNALS:
            return self.with_(dropped=self.dropped + 1)
        return self.with_(signals=(*self.signals, signal))


def mark(secret: str, attempt_id: str, text: str) -> str:
    """Return what tells one text from another within an attempt, and says nothing else about it."""
    return hmac.digest(secret.encode(), f"integrity\0{attempt_id}\0{text}".encode(), hashlib.sha256).hex()[:16]


def _offset(batch: Batch) -> int:
    return round(batch.arrived_at.timestamp() * 1000) - batch.sent_ms


def _ms(length: timedelta) -> int:
    return max(0, length // timedelta(milliseconds=1))
