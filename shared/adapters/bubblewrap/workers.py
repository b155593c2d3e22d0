"""The slots at work, each served by a thread while anything waits."""

import threading
import time
from collections.abc import Generator, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from shared.adapters.bubblewrap.job import Job
from shared.adapters.bubblewrap.line import Line, Ticket
from shared.adapters.bubblewrap.slot import Slot
from shared.ports.sandbox import Outcome, Priority, SandboxUnavailable


@dataclass(frozen=True, slots=True)
class _Work:
    job: Job
    future: Future[Outcome] = field(default_factory=Future[Outcome])


class Workers:
    """Run as many jobs at once as there are slots. Any thread may submit."""

    def __init__(self, slots: int) -> None:
        self.slots = [Slot(number) for number in range(slots)]
        self._idle = self.slots[::-1]  # the slot last used is the warmest
        self._threads = ThreadPoolExecutor(slots, thread_name_prefix="sandbox")
        self._line: Line[_Work] = Line()
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def place(self, submission: Hashable, priority: Priority, size: int) -> Generator[None]:
        """Keep a place in line for a submission of so many jobs."""
        with self._lock:
            self._line.enter(submission, priority, size)
        try:
            yield
        finally:
            with self._lock:
                self._line.exit(submission)

    def submit(self, job: Job, submission: Hashable, priority: Priority) -> Future[Outcome]:
        """Put a job in line; cancelling its future before it runs takes it out. Raise SandboxUnavailable."""
        work = _Work(job)
        with self._lock:
            if self._closed:
                raise SandboxUnavailable("the sandbox is closed")
            ticket = self._line.join(work, submission, priority, time.monotonic())
            if self._idle:
                self._threads.submit(self._serve, self._idle.pop())
        work.future.add_done_callback(lambda _: self._leave(ticket))
        return work.future

    def close(self) -> None:
        """Wait for all that is in line, and release the slots."""
        with self._lock:
            self._closed = True
        self._threads.shutdown()
        for slot in self.slots:
            slot.close()

    def _serve(self, slot: Slot) -> None:
        """Do what waits until nothing does."""
        done: Ticket[_Work] | None = None
        while True:
            with self._lock:
                if done:
                    self._line.finish(done)
                done = self._line.next(time.monotonic())
                if not done:
                    self._idle.append(slot)
                    return
            _run(slot, done.work)

    def _leave(self, ticket: Ticket[_Work]) -> None:
        if ticket.work.future.cancelled():
            with self._lock:
                self._line.leave(ticket)


def _run(slot: Slot, work: _Work) -> None:
    if not work.future.set_running_or_notify_cancel():
        return
    try:
        work.future.set_result(slot.run(work.job))
    except Exception as error:
        work.future.set_exception(error)
