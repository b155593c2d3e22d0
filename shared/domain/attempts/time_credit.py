"""Time given back for outages, by a rule that nobody can use by pulling their own cable.

Two witnesses must agree, and both are the server's. The *watch* looks every minute whether the service can do what a
save needs, and writes down each gap between two successes as an outage: a candidate has no part in it. *Heartbeats*
come from each running attempt every 150 seconds; a gap between two is that attempt's silence. What lies in an outage
and in the attempt's own silence is given back: the clock stood for it.

So a candidate who goes offline by themselves has a silence and no outage, and gets nothing; one who was served all
through an outage has no silence, and gets nothing either; one who pulls the cable during an outage gets no more than
the outage. An outage is measured from the last success to the next, at most a watch's period too long. What was given
back once, or passed in a break, is not given again; all of it is at most `MAX_CREDIT`, the rest is for a person to
give. Each credit is kept on the attempt with its evidence, and shown to the candidate.

It is settled by the first heartbeat after the watch has looked again, and before an attempt is closed for its
deadline: closing waits for the watch where the attempt is silent.
"""

from datetime import datetime, timedelta
from typing import Self

from shared.data.repository import Entity
from shared.data.unit_of_work import Reads
from shared.domain.attempts.model import Attempt
from shared.domain.attempts.timing import Credit
from shared.engines.intervals import Interval, overlaps, without
from shared.model import FrozenModel

BEAT = timedelta(seconds=150)
"""How often a client sends a heartbeat; one that comes sooner is not written down."""

SILENCE = timedelta(seconds=180)
"""A gap that is longer counts. One late heartbeat may do: without an outage beside it a silence gives nothing."""

WATCH_EVERY = timedelta(minutes=1)
OUTAGE = timedelta(seconds=150)
MAX_CREDIT = timedelta(hours=4)
MAX_SILENCES = 20
WATCH_PATH = "platform/serviceWatch"
_KEPT_OUTAGES = 100


class Outage(FrozenModel):
    """A time in which the service could not be reached, as far as it can tell."""

    started_at: datetime
    ended_at: datetime


class ServiceWatch(FrozenModel):
    """When the service was last seen at work, and its latest outages."""

    seen_at: datetime
    outages: tuple[Outage, ...] = ()

    def seen(self, *, at: datetime) -> Self:
        """Return the watch after one more success; a gap since the last one was an outage."""
        outages = self.outages
        if at - self.seen_at > OUTAGE:
            outages = (*outages, Outage(started_at=self.seen_at, ended_at=at))
        return self.with_(seen_at=max(at, self.seen_at), outages=outages[-_KEPT_OUTAGES:])

    @classmethod
    async def read(cls, reads: Reads) -> "ServiceWatch | None":
        """Return the platform's watch; None where none ever looked."""
        document = await reads.global_documents.get(WATCH_PATH)
        return cls.model_validate(document.data) if document else None


class Silence(FrozenModel):
    """A time in which nothing was heard of an attempt."""

    since: datetime
    until: datetime


class Heartbeat(Entity):
    """When an attempt was last heard of, and the silences not settled yet. The id is the attempt's."""

    at: datetime
    silences: tuple[Silence, ...] = ()

    def is_due(self, *, at: datetime) -> bool:
        """Tell whether another heartbeat is to be written down."""
        return at - self.at >= BEAT

    def beaten(self, *, at: datetime) -> Self:
        """Return it after one more heartbeat."""
        return self.with_(at=at, silences=self.silences_until(at))

    def silences_until(self, at: datetime) -> tuple[Silence, ...]:
        """Return the silences not settled yet, with the one that lasts."""
        lasting = (Silence(since=self.at, until=at),) if at - self.at > SILENCE else ()
        return (*self.silences, *lasting)[-MAX_SILENCES:]


def first_heartbeat(attempt: Attempt) -> Heartbeat:
    """Return what is known of an attempt that sent none yet: it was there when it started."""
    return Heartbeat(id=attempt.id, at=attempt.started_at)


def settled(
    attempt: Attempt, silences: tuple[Silence, ...], watch: ServiceWatch | None, *, at: datetime
) -> tuple[Attempt, tuple[Silence, ...]]:
    """Return the attempt with what outages took from it, and the silences that wait for the watch to look again."""
    if watch is None:
        return attempt, ()
    for silence in sorted(silences, key=lambda each: each.since):
        for outage in watch.outages:
            attempt = _credited(attempt, silence, outage, at)
    return attempt, tuple(silence for silence in silences if silence.until > watch.seen_at)


def _credited(attempt: Attempt, silence: Silence, outage: Outage, at: datetime) -> Attempt:
    counted: list[Interval] = [(each.started_at, each.ended_at) for each in attempt.timing.credits]
    counted += [(each.started_at, each.end) for each in attempt.timing.breaks]
    counted.append((min(silence.since, attempt.started_at), attempt.started_at))
    lost = overlaps((silence.since, silence.until), [(outage.started_at, outage.ended_at)])
    for begin, end in (part for each in lost for part in without(each, counted)):
        length = min(end - begin, MAX_CREDIT - attempt.timing.credited)
        # The clock stands from the moment the outage began, so that is what has to lie before the deadline.
        if begin >= attempt.deadline or length <= timedelta():
            continue
        credit = Credit(
            started_at=begin,
            ended_at=begin + length,
            outage_started_at=outage.started_at,
            outage_ended_at=outage.ended_at,
            silent_since=silence.since,
            silent_until=silence.until,
            credited_at=at,
        )
        timing = attempt.timing.with_(credits=(*attempt.timing.credits, credit))
        attempt = attempt.extended(length).with_(timing=timing)
    return attempt
