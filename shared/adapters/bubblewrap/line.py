"""Who is served next where programs wait. Pure: the time is told."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from shared.ports.sandbox import Priority

_T = TypeVar("_T")
PATIENCE_SECONDS = 30.0
IMPATIENT_EVERY = 4  # one place in so many is for whoever has waited for longer than that


@dataclass(eq=False, slots=True)
class Ticket(Generic[_T]):
    """A place in the line."""

    work: _T
    submission: Hashable
    since: float


@dataclass(slots=True)
class _Submission(Generic[_T]):
    priority: Priority
    place: int  # by when it came
    left: int  # executions that it has not been served yet, those it will only ask for included
    stays: bool  # also while nothing of it waits or runs
    running: int = 0
    waiting: list[Ticket[_T]] = field(default_factory=list[Ticket[_T]])


class Line(Generic[_T]):
    """Work that waits, by submission.

    Interactive work goes before bulk. Among equals the submission with the least left to do is served, then the one
    that came first: small ones are held up by no large one, and of a hundred alike half are done after half the time,
    where taking turns would end them all late. So that large ones and bulk get on as well, every fourth place is for
    whoever has waited longest, once that is too long.
    """

    def __init__(self) -> None:
        self._submissions: dict[Hashable, _Submission[_T]] = {}
        self._came = 0
        self._served = 0

    def enter(self, submission: Hashable, priority: Priority, size: int) -> None:
        """Keep a place for a submission of so many executions until it leaves, whatever waits of it meanwhile."""
        self._came += 1
        self._submissions[submission] = _Submission[_T](priority, self._came, size, stays=True)

    def exit(self, submission: Hashable) -> None:
        """Give up a submission's place, once nothing of it waits or runs any more."""
        self._submissions[submission].stays = False
        self._forget(submission)

    def join(self, work: _T, submission: Hashable, priority: Priority, now: float) -> Ticket[_T]:
        """Put work at the end of its submission's part of the line; one that has no place yet gets one for this."""
        ticket = Ticket(work, submission, now)
        if submission not in self._submissions:
            self._came += 1
            self._submissions[submission] = _Submission[_T](priority, self._came, 1, stays=False)
        self._submissions[submission].waiting.append(ticket)
        return ticket

    def next(self, now: float) -> Ticket[_T] | None:
        """Return the place that is served now, None when nobody waits."""
        waiting = [each for each in self._submissions.values() if each.waiting]
        if not waiting:
            return None
        chosen = min(waiting, key=lambda each: (each.priority, each.left, each.place))
        self._served += 1
        if self._served % IMPATIENT_EVERY == 0:
            longest = min(waiting, key=lambda each: each.waiting[0].since)
            if now - longest.waiting[0].since >= PATIENCE_SECONDS:
                chosen = longest
        chosen.left -= 1
        chosen.running += 1
        return chosen.waiting.pop(0)

    def finish(self, ticket: Ticket[_T]) -> None:
        """Take note that what was served has ended."""
        self._submissions[ticket.submission].running -= 1
        self._forget(ticket.submission)

    def leave(self, ticket: Ticket[_T]) -> None:
        """Give up a place; nothing happens to one that has been served."""
        own = self._submissions.get(ticket.submission)
        if own and ticket in own.waiting:
            own.waiting.remove(ticket)
            self._forget(ticket.submission)

    def _forget(self, submission: Hashable) -> None:
        own = self._submissions[submission]
        if not (own.running or own.waiting or own.stays):
            del self._submissions[submission]
