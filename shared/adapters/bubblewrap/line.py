"""Who is served next where programs wait. Pure: the time is told."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from shared.ports.sandbox import Priority

_T = TypeVar("_T")
PATIENCE_SECONDS = 30.0  # then work in bulk counts as if somebody watched


@dataclass(eq=False, slots=True)
class Ticket(Generic[_T]):
    """A place in the line."""

    work: _T
    submission: Hashable
    since: float


@dataclass(slots=True)
class _Submission(Generic[_T]):
    priority: Priority
    served: int  # how many had been served in all when it was last, or when it came
    running: int = 0
    waiting: list[Ticket[_T]] = field(default_factory=list[Ticket[_T]])


class Line(Generic[_T]):
    """Work that waits, by submission.

    Interactive work goes before bulk, until that has waited for too long. Among equals the submission with the fewest
    executions running is served, then the one that has not been served for the longest: so a large one holds nobody
    up, and newcomers hold up nobody either.
    """

    def __init__(self) -> None:
        self._submissions: dict[Hashable, _Submission[_T]] = {}
        self._served = 0

    def join(self, work: _T, submission: Hashable, priority: Priority, now: float) -> Ticket[_T]:
        """Put work at the end of its submission's part of the line."""
        ticket = Ticket(work, submission, now)
        own = self._submissions.setdefault(submission, _Submission[_T](priority, self._served))
        own.waiting.append(ticket)
        return ticket

    def next(self, now: float) -> Ticket[_T] | None:
        """Return the place that is served now, None when nobody waits."""
        waiting = [each for each in self._submissions.values() if each.waiting]
        if not waiting:
            return None

        def rank(each: _Submission[_T]) -> tuple[Priority, int, int]:
            aged = now - each.waiting[0].since >= PATIENCE_SECONDS
            return (Priority.INTERACTIVE if aged else each.priority, each.running, each.served)

        chosen = min(waiting, key=rank)
        self._served += 1
        chosen.served = self._served
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
        if not own.running and not own.waiting:
            del self._submissions[submission]
