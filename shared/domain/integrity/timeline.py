"""What happened in an attempt, in order, by the server's clock."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from shared.domain.integrity.edits import EditRecord
from shared.domain.integrity.measures import edits_id, signal_id
from shared.domain.integrity.signals import SignalLog
from shared.model import FrozenModel


class TimelineEntry(FrozenModel):
    """Something that happened; findings name entries by their ids.

    `count` is of edits, minutes or the revision, by kind; `size` in characters; `seconds` by how much a clock moved;
    `tab` counts those of the attempt from 0.
    """

    id: str
    at: datetime
    kind: str
    question_id: str | None = None
    tab: int | None = None
    size: int | None = None
    digest: str | None = None
    seconds: int | None = None
    count: int | None = None


def signal_entries(log: SignalLog) -> list[TimelineEntry]:
    """Return an entry for each signal."""
    return [
        TimelineEntry(
            id=signal_id(place),
            at=each.at,
            kind=each.kind,
            question_id=each.question_id,
            tab=each.source,
            size=each.size,
            digest=each.digest,
            seconds=each.seconds,
        )
        for place, each in enumerate(log.signals)
    ]


def edit_entries(record: EditRecord, started_at: datetime) -> list[TimelineEntry]:
    """Return an entry for each chapter of an answer's edits in which there are any."""
    ends = [*(mark.edits for mark in record.chapters[1:]), record.edits]
    return [
        TimelineEntry(
            id=edits_id(record.question_id, place),
            at=started_at + timedelta(milliseconds=mark.ms),
            kind="edited",
            question_id=record.question_id,
            count=end - mark.edits,
        )
        for place, (mark, end) in enumerate(zip(record.chapters, ends, strict=True))
        if end > mark.edits
    ]


def in_order(entries: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """Return entries by time, those of one moment as they are given."""
    return tuple(sorted(entries, key=lambda entry: entry.at))
